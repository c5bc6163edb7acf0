import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../shared/zoom/domain/judge-answer.ts';

const NOW = Date.parse('2027-03-21T11:00:00Z');
const answered = (status: number, body: object | string = {}, retryAfter?: string) =>
  judgeAnswer(
    {
      status,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      durationMs: 5,
      ...(retryAfter !== undefined && { retryAfter }),
    },
    NOW,
  );

describe('An answer of Zoom', () => {
  it('with a report is taken', () => {
    expect(answered(200, { participants: [] })).toEqual({ is: 'taken', body: { participants: [] } });
  });

  it.each([
    [
      'no answer at all',
      judgeAnswer({ error: 'timeout', message: 'too slow', durationMs: 12_000 }, NOW),
      30_000,
    ],
    ['an outage', answered(503, 'Service Unavailable'), 30_000],
    ['a limit that does not say when', answered(429), 30_000],
    ['a limit by the second', answered(429, {}, '2'), 2_000],
    ['a limit by the day, which ends at a date', answered(429, {}, '2027-03-21T12:00:00Z'), 3_600_000],
    ['a date that is over', answered(429, {}, '2027-03-21T10:00:00Z'), 1_000],
    ['a date in the far future', answered(429, {}, '2031-01-01T00:00:00Z'), 24 * 3_600_000],
    ['nonsense', answered(429, {}, 'soon'), 30_000],
  ])('comes back later after %s', (_, judged, afterMs) => {
    expect(judged).toEqual({ is: 'later', afterMs });
  });

  it('tells a report that is not there from one that may not be read', () => {
    expect(answered(404, { code: 3001, message: 'Meeting does not exist or has expired.' })).toEqual({
      is: 'missing',
    });
    for (const refused of [answered(400, { code: 200 }), answered(400, { code: 1010 }), answered(403)])
      expect(refused).toMatchObject({ is: 'refused', reason: expect.stringContaining('report:read:admin') });
  });

  it('says in words what never works', () => {
    expect(answered(400, { code: 12702 })).toMatchObject({
      reason: 'Zoom keeps no report that is older than a year.',
    });
    expect(answered(400, { code: 9, message: 'Webinar plan is missing.' })).toMatchObject({
      reason: 'Zoom says: Webinar plan is missing.',
    });
    expect(answered(302, '')).toMatchObject({ is: 'refused', reason: 'Zoom answered with 302.' });
    expect(answered(200, '<html>')).toMatchObject({
      is: 'refused',
      reason: 'Zoom answered what is no JSON.',
    });
  });

  it('asks for another token, or for the pages anew', () => {
    expect(answered(401, { code: 124 })).toEqual({ is: 'bad-token' });
    expect(answered(400, { code: 300 })).toEqual({ is: 'page-expired' });
  });
});
