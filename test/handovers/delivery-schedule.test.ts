import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DELIVERY_ATTEMPTS,
  judgeAttempt,
  readRetryAfter,
} from '../../shared/handovers/domain/delivery-schedule.ts';
import { endOfWebhook } from '../../shared/destinations/domain/webhook-end.ts';
import { delayOf, wakingMinute, wakingWindow } from '../../shared/handovers/domain/delivery-retry.ts';
import type { WebhookError } from '../../shared/platform/values/webhook-answer.ts';
import type { WebhookAnswer } from '../../shared/platform/values/webhook-answer.ts';

const SECOND = 1000;
const HOUR = 3_600_000;
const now = Date.parse('2027-03-21T10:00:00Z');

const answered = (status: number, retryAfter?: string): WebhookAnswer => ({
  status,
  ...(retryAfter !== undefined && { retryAfter }),
  bodyStart: '',
  durationMs: 1,
});
const unanswered = (error: WebhookError): WebhookAnswer => ({ error, message: 'why', durationMs: 1 });

function waitOf(answer: WebhookAnswer, attempt = 1, jitter = 0): number {
  const verdict = judgeAttempt({ end: endOfWebhook(answer), attempt, now, worldNow: now, jitter });
  if (verdict.outcome !== 'retry') throw new Error(verdict.outcome);
  return verdict.at - now;
}

describe('The schedule', () => {
  it('is the one of Standard Webhooks, 75.6 hours in all', () => {
    const waits = [];
    for (let attempt = 1; attempt < DELIVERY_ATTEMPTS; attempt += 1)
      waits.push(waitOf(answered(500), attempt) / SECOND);
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect(waits.reduce((sum, wait) => sum + wait) / 3600).toBeCloseTo(75.6, 1);
  });

  it('ends as failed after the tenth attempt', () => {
    expect(
      judgeAttempt({ end: endOfWebhook(answered(500)), attempt: 10, now, worldNow: now, jitter: 0 }),
    ).toEqual({
      outcome: 'failed',
      reason: 'gave up after 10 attempts; the last one: the receiver answered 500',
    });
  });

  it('spreads each wait by a tenth to both sides', () => {
    expect(waitOf(answered(500), 2, -1)).toBe(270 * SECOND);
    expect(waitOf(answered(500), 2, 1)).toBe(330 * SECOND);
  });
});

describe('An answer', () => {
  it.each([200, 201, 202, 204, 299])('%d is delivered, at any attempt', (status) => {
    for (const attempt of [1, 10])
      expect(
        judgeAttempt({ end: endOfWebhook(answered(status)), attempt, now, worldNow: now, jitter: 0 }),
      ).toEqual({
        outcome: 'delivered',
      });
  });

  it('410 switches the destination off, at any attempt', () => {
    for (const attempt of [1, 10])
      expect(
        judgeAttempt({ end: endOfWebhook(answered(410, '5')), attempt, now, worldNow: now, jitter: 0 }),
      ).toEqual({
        outcome: 'switched-off',
        reason: 'the receiver answered 410',
      });
  });

  it.each([199, 300, 301, 302, 307, 400, 401, 404, 409, 422, 500, 503])(
    '%d is tried again as planned',
    (status) => {
      expect(waitOf(answered(status))).toBe(5 * SECOND);
    },
  );

  it.each([429, 502, 504])('%d slows the next attempt down', (status) => {
    expect(waitOf(answered(status))).toBe(300 * SECOND);
    expect(waitOf(answered(status), 9)).toBe(24 * HOUR);
    expect(
      judgeAttempt({ end: endOfWebhook(answered(status)), attempt: 10, now, worldNow: now, jitter: 0 })
        .outcome,
    ).toBe('failed');
  });

  it.each(['timeout', 'dns', 'tls', 'connection', 'bad-answer'] as const)(
    'none (%s) is tried again',
    (error) => {
      expect(
        judgeAttempt({ end: endOfWebhook(unanswered(error)), attempt: 1, now, worldNow: now, jitter: 0 }),
      ).toEqual({
        outcome: 'retry',
        at: now + 5 * SECOND,
        reason: `${error}: why`,
      });
    },
  );

  it('none because the address was refused has failed at once', () => {
    expect(
      judgeAttempt({
        end: endOfWebhook(unanswered('refused-address')),
        attempt: 1,
        now,
        worldNow: now,
        jitter: 0,
      }),
    ).toEqual({
      outcome: 'failed',
      reason: 'refused-address: why',
    });
  });
});

describe('Retry-After', () => {
  it('puts the next attempt off, in seconds or as a date', () => {
    expect(waitOf(answered(503, '3600'))).toBe(HOUR);
    expect(waitOf(answered(429, 'Sun, 21 Mar 2027 12:00:00 GMT'))).toBe(2 * HOUR);
  });

  it('never brings it forward', () => {
    for (const early of ['0', '1', 'Sun, 21 Mar 2027 09:00:00 GMT'])
      expect(waitOf(answered(503, early), 3)).toBe(1800 * SECOND);
  });

  it('counts up to 24 hours', () => {
    for (const late of ['86401', '99999999999999999999', 'Fri, 21 Mar 2031 10:00:00 GMT'])
      expect(waitOf(answered(503, late))).toBe(24 * HOUR);
  });

  it.each(['', 'soon', '-5', '1.5', '1e3', '0x10', '2027-03-21T12:00:00Z', 'Sun, 99 Mar 2027 12:00:00 GMT'])(
    'of "%s" says nothing',
    (text) => {
      expect(readRetryAfter(text, now)).toBe(0);
    },
  );

  it('is kept whatever the attempt and the jitter, and no wait is longer than a day and a tenth', () => {
    const attempt = fc.integer({ min: 1, max: 9 });
    const jitter = fc.double({ min: -1, max: 1, noNaN: true });
    const asked = fc.integer({ min: 0, max: 200_000 });
    const status = fc.constantFrom(302, 400, 429, 500, 502, 503, 504);
    fc.assert(
      fc.property(status, asked, attempt, jitter, (code, seconds, made, spread) => {
        const wait = waitOf(answered(code, String(seconds)), made, spread);
        expect(wait).toBeGreaterThanOrEqual(Math.min(seconds * SECOND, 24 * HOUR));
        expect(wait).toBeGreaterThanOrEqual(4500);
        expect(wait).toBeLessThanOrEqual(26.4 * HOUR);
      }),
    );
  });
});

describe('Retries that are due within a minute', () => {
  it('are woken together, at its end', () => {
    const waking = (at: string) => wakingMinute(Date.parse(at)).toISOString();
    expect(waking('2027-03-21T10:00:00.001Z')).toBe('2027-03-21T10:01:00.000Z');
    expect(waking('2027-03-21T10:01:00.000Z')).toBe('2027-03-21T10:01:00.000Z');
  });

  it('are those after the minute before; first attempts are woken a minute ahead, each for its own second', () => {
    const retry = { until: '2027-03-21T10:01:00Z' };
    expect(wakingWindow(retry)).toEqual({
      since: '2027-03-21T10:00:00.000Z',
      until: '2027-03-21T10:02:00.000Z',
    });
    const delays = (attempts: number) =>
      ['10:00:30', '10:01:00', '10:01:00.200', '10:01:59'].map((at) =>
        delayOf({ attempts, nextAttemptAt: `2027-03-21T${at}Z` }, retry),
      );
    expect(delays(1)).toEqual([0, 0, undefined, undefined]);
    expect(delays(0)).toEqual([0, 0, 1, 59]);
  });
});
