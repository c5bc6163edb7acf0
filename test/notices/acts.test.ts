import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { actRunOf, actRunsOf, MOST_ROUNDS } from '../../shared/notices/domain/act-run.ts';
import { acts, actsBetween } from '../../shared/notices/domain/act.ts';
import { isWanted, Notice, noticeIdOf } from '../../shared/notices/domain/notice.ts';
import { windowDue, windowOf, windowsDueBy } from '../../shared/notices/domain/notice-window.ts';
import { dueSummary } from '../../shared/notices/domain/summary-day.ts';

type Told = NonNullable<Parameters<typeof actsBetween>[0]>;
const ids = {
  eventId: `evt_${'1'.repeat(32)}`,
  sessionId: `ses_${'2'.repeat(32)}`,
  participantId: `par_${'3'.repeat(32)}`,
};
const as = (status: Told['status'], more: Partial<Told> = {}): Told => ({
  ...ids,
  ...{ mailRound: 1, status, ...more },
});
const formerDate = {
  ...{ sessionId: `ses_${'4'.repeat(32)}`, timeZone: 'UTC' },
  ...{ startsAtUtc: '2027-03-07T09:00:00.000Z', durationMinutes: 60 },
};

describe('An act', () => {
  it.each<[string, Told | undefined, Told | undefined, string[]]>([
    ['somebody new', undefined, as('registered'), ['registered']],
    ['somebody new, who has to confirm', undefined, as('pending'), ['registered']],
    ['somebody new, in the line', undefined, as('waitlisted'), ['registered']],
    ['what looks like a robot', undefined, as('suspected'), []],
    ['what looked like a robot and was let in', as('suspected'), as('registered'), ['registered']],
    ['somebody who comes back', as('cancelled'), as('registered', { mailRound: 2 }), ['registered']],
    ['who confirms', as('pending'), as('registered'), ['confirmed']],
    ['who confirms and has to wait', as('pending'), as('waitlisted'), ['confirmed']],
    ['a seat at once', as('waitlisted'), as('registered'), []],
    ['a seat after waiting', as('waitlisted', { waitsSince: 'then' }), as('registered'), ['moved-up']],
    ['who cancels', as('registered'), as('cancelled'), ['cancelled']],
    ['who leaves the line', as('waitlisted'), as('cancelled'), ['cancelled']],
    ['who came', as('registered'), as('registered', { attendance: { state: 'attended' } }), ['attended']],
    ['who did not', as('registered'), as('registered', { attendance: { state: 'absent' } }), []],
    ['nothing that is told', as('registered'), as('registered', { mailRound: 2 }), []],
    ['what is gone', as('registered'), undefined, []],
    ['another date, there', undefined, as('registered', { movedFrom: formerDate }), []],
    [
      'another date, here',
      as('registered'),
      as('cancelled', { movedTo: { sessionId: ids.sessionId, linkEpoch: 1 } }),
      [],
    ],
    ['a place that was handed over', as('registered'), as('cancelled', { handedOverAt: 'then' }), []],
    ['an import', undefined, as('registered', { importMark: { importId: 'imp_1', line: 2 } }), []],
    ['a bulk action', undefined, as('registered', { invitedBy: 'blk_1' }), []],
    ['a bulk action that cancels', as('registered'), as('cancelled', { changedBy: 'blk_1' }), []],
    [
      'somebody imported who cancels',
      as('registered', { importMark: { importId: 'imp_1', line: 2 } }),
      as('cancelled', { importMark: { importId: 'imp_1', line: 2 } }),
      ['cancelled'],
    ],
    [
      'a merge',
      undefined,
      as('registered', { mergedFrom: { [`par_${'5'.repeat(32)}`]: { linkEpoch: 1, mailRound: 1 } } }),
      [],
    ],
    ['an erasure', as('registered'), as('cancelled', { erasedAt: 'then' }), []],
    [
      'a new one where an erased one was',
      as('registered', { erasedAt: 'then' }),
      as('registered'),
      ['registered'],
    ],
  ])('is read off the change: %s', (_what, before, after, told) => {
    expect(actsBetween(before, after)).toEqual(told);
  });

  it('has a run of its own for each session, kind and round, all of which are found again', () => {
    const sessions = ['a', 'b'].map((digit) => `ses_${digit.repeat(32)}`);
    const runs = sessions.flatMap((sessionId) => actRunsOf('ntc_1', sessionId));
    expect(new Set(runs).size).toBe(2 * acts.length * MOST_ROUNDS);
    expect(runs).toContain(actRunOf('ntc_1', { sessionId: sessions[1]!, act: 'cancelled', round: 2 }));
    expect(runs).not.toContain(actRunOf('ntc_2', { sessionId: sessions[1]!, act: 'cancelled', round: 2 }));
  });
});

describe('A window', () => {
  it('is told when whoever noted an act in it has ended, and what is overdue was due', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), (at) => {
        const until = windowOf(at);
        expect(until - at).toBeLessThanOrEqual(5 * 60_000);
        expect(until).toBeGreaterThan(at);
        expect(windowDue(until) - at).toBeGreaterThan(2 * 60_000);
        expect(windowsDueBy(windowDue(until))).toBe(until);
      }),
    );
  });
});

const notice = (daily: { at: string; timeZone: string } | undefined, more: Partial<Notice> = {}): Notice =>
  Notice.parse({
    id: noticeIdOf('ann'),
    updatedAt: '2027-01-01T00:00:00.000Z',
    mail: { address: 'ann@example.com', addressId: ids.participantId, daily },
    ...more,
  });

describe('The summary of a day', () => {
  it.each([
    // The last whole day (UTC), at the hour of the zone.
    ['08:00', 'Europe/Berlin', '2027-03-02T06:59:59Z', '2027-02-28'],
    ['08:00', 'Europe/Berlin', '2027-03-02T07:00:00Z', '2027-03-01'],
    ['08:00', 'Pacific/Auckland', '2027-03-01T19:00:00Z', '2027-02-28'],
    ['23:30', 'America/Los_Angeles', '2027-03-02T07:30:00Z', '2027-03-01'],
    // Clocks go forward at 02:00, back at 03:00.
    ['02:30', 'Europe/Berlin', '2027-03-28T01:29:59Z', '2027-03-26'],
    ['02:30', 'Europe/Berlin', '2027-03-28T01:30:00Z', '2027-03-27'],
    ['02:30', 'Europe/Berlin', '2027-10-31T00:30:00Z', '2027-10-30'],
  ])('at %s in %s is due at %s of %s', (at, timeZone, now, day) => {
    expect(dueSummary(notice({ at, timeZone }), Date.parse(now))).toBe(day);
  });

  it('is due once, not before it was asked for, and never without being asked for', () => {
    const daily = { at: '08:00', timeZone: 'Europe/Berlin' };
    const now = Date.parse('2027-03-02T07:30:00Z');
    expect(dueSummary(notice(daily, { summarizedDay: '2027-02-28' }), now)).toBe('2027-03-01');
    expect(dueSummary(notice(daily, { summarizedDay: '2027-03-01' }), now)).toBeUndefined();
    expect(dueSummary(notice(daily, { updatedAt: '2027-03-02T07:00:01.000Z' }), now)).toBeUndefined();
    expect(dueSummary(notice(undefined), now)).toBeUndefined();
  });
});

describe('What nobody asked for', () => {
  const done = { ...ids, act: 'registered' as const, round: 1 };
  const asking = (mail: object) =>
    notice(undefined, {
      mail: Notice.shape.mail.parse({ address: 'a', addressId: ids.participantId, ...mail }),
    });

  it('makes nothing: another act, another event, or nobody at all', () => {
    expect(isWanted([], done)).toBe(false);
    expect(isWanted([asking({})], done)).toBe(false);
    expect(isWanted([asking({ acts: ['cancelled'] })], done)).toBe(false);
    expect(isWanted([asking({ acts: ['registered'], eventIds: [`evt_${'9'.repeat(32)}`] })], done)).toBe(
      false,
    );
    expect(isWanted([asking({ acts: ['registered'] })], done)).toBe(true);
    expect(isWanted([asking({ daily: { at: '08:00', timeZone: 'UTC' } })], done)).toBe(true);
  });
});
