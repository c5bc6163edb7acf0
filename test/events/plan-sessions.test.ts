import { describe, expect, it } from 'vitest';
import type { EventDraft } from '../../shared/events/domain/event-draft.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { SessionSeries, type SessionDraft } from '../../shared/events/domain/session-draft.ts';
import { comingSessions, getSession, listSessions } from '../../shared/events/table/session-items.ts';
import { changeSession } from '../../shared/events/usecases/change-session.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { zoneTableVersion } from '../../shared/platform/time/zone-table.ts';
import { NOW, planDeps, storedEvent } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();

const event = (draft: Partial<EventDraft> = {}) => storedEvent(aws.table, draft);
type Asked = Parameters<typeof planSessions>[2];
const plan = async (asked: Asked, draft: Partial<EventDraft> = {}) =>
  planSessions(planDeps(aws.table), await event(draft), asked);
const refusal = async (asked: Asked, draft: Partial<EventDraft> = {}) => {
  try {
    await plan(asked, draft);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was not refused.');
};
const berlin = { timeZone: 'Europe/Berlin' };

describe('A session', () => {
  it('keeps wall time, zone, instant and the zone table they were computed with', async () => {
    const [session] = await plan({ startsAt: '2027-03-21T10:00' }, berlin);
    expect(session).toMatchObject({
      startsAt: '2027-03-21T10:00',
      timeZone: 'Europe/Berlin',
      startsAtUtc: '2027-03-21T09:00:00.000Z',
      zoneTable: zoneTableVersion,
      durationMinutes: 60,
      name: '',
    });
    expect(await getSession(aws.table, session!.id)).toEqual(session);
  });

  it('takes length, room and time from the session before, a week later, but neither its name nor its seats', async () => {
    const one = await event(berlin);
    const deps = planDeps(aws.table);
    await planSessions(deps, one, {
      startsAt: '2027-03-21T10:00',
      name: 'Part',
      durationMinutes: 45,
      roomUrl: 'https://room.example.com/7',
      capacity: 12,
    });
    const [next] = await planSessions(deps, one, {});
    // The clocks go forward on 28 March: an hour less than a week.
    expect(next).toMatchObject({
      startsAt: '2027-03-28T10:00',
      startsAtUtc: '2027-03-28T08:00:00.000Z',
      name: '',
      durationMinutes: 45,
      roomUrl: 'https://room.example.com/7',
    });
    expect([next?.replayUrl, next?.capacity]).toEqual([undefined, undefined]);
  });

  it('loses what null stands for, when it is made and when it is changed', async () => {
    const one = await event(berlin);
    const deps = planDeps(aws.table);
    const link = 'https://room.example.com/7';
    const [first] = await planSessions(deps, one, {
      ...{ startsAt: '2027-03-21T10:00', name: 'Part', roomUrl: link, replayUrl: link, capacity: 12 },
    });
    const none = { name: null, roomUrl: null, replayUrl: null, capacity: null };
    const [next] = await planSessions(deps, one, none);
    const { capacity, ...kept } = await changeSession(deps, one, first!, { capacity: null });
    expect([capacity, kept]).toMatchObject([undefined, { name: 'Part', roomUrl: link, replayUrl: link }]);
    const changed = await changeSession(deps, one, { ...kept, capacity }, none);
    for (const session of [next!, (await getSession(aws.table, changed.id))!])
      expect([session.name, session.roomUrl, session.replayUrl, session.capacity]).toEqual([
        '',
        undefined,
        undefined,
        undefined,
      ]);
  });

  it('of a series tells each fault at its date', async () => {
    const { errors } = await refusal(
      { first: { startsAt: '2027-03-21T02:30' }, count: 4, every: 'P1W' },
      berlin,
    );
    expect(errors.map(({ field, code }) => [field, code])).toEqual([
      ['dates.1.startsAt', 'time-does-not-exist'],
    ]);
    const listed = await refusal(
      {
        dates: [
          { startsAt: '2027-03-28T02:30' },
          { startsAt: '2027-04-04T02:30' },
          { startsAt: '2027-10-31T02:30' },
          { startsAt: '2027-11-07T02:30', timeZone: 'Europe/Nowhere' },
        ],
      },
      berlin,
    );
    expect(listed.errors.map(({ field }) => field)).toEqual([
      'dates.0.startsAt',
      'dates.2.startsAt',
      'dates.3.timeZone',
    ]);
  });

  it('is refused where the clocks skip its time, with both choices, either of which is taken', async () => {
    const { code, errors } = await refusal({ startsAt: '2027-03-28T02:30' }, berlin);
    expect([code, errors[0]?.field, errors[0]?.code]).toEqual([
      'invalid-input',
      'startsAt',
      'time-does-not-exist',
    ]);
    const choices = [...errors[0]!.message.matchAll(/(\S+) \(startsAtUtc (\S+)\)/g)];
    expect(choices.map(([, wall, utc]) => [wall, utc])).toEqual([
      ['2027-03-28T01:30', '2027-03-28T00:30:00.000Z'],
      ['2027-03-28T03:30', '2027-03-28T01:30:00.000Z'],
    ]);
    for (const [, startsAt, utc] of choices)
      expect((await plan({ startsAt: startsAt! }, berlin))[0]?.startsAtUtc).toBe(utc);
  });

  it('is refused where its time comes twice, until it says which one is meant', async () => {
    const asked = { startsAt: '2027-10-31T02:30' };
    const { errors } = await refusal(asked, berlin);
    expect(errors[0]?.code).toBe('time-exists-twice');
    for (const startsAtUtc of ['2027-10-31T00:30:00.000Z', '2027-10-31T01:30:00.000Z']) {
      expect(errors[0]?.message).toContain(startsAtUtc);
      expect((await plan({ ...asked, startsAtUtc }, berlin))[0]).toMatchObject({ ...asked, startsAtUtc });
    }
    expect((await refusal({ ...asked, startsAtUtc: '2027-10-31T02:30:00Z' }, berlin)).errors[0]?.code).toBe(
      'time-exists-twice',
    );
  });

  it('may say its instant where there is only one, if it is the right one', async () => {
    const asked = { startsAt: '2027-06-01T10:00' };
    expect(await plan({ ...asked, startsAtUtc: '2027-06-01T08:00:00Z' }, berlin)).toHaveLength(1);
    expect((await refusal({ ...asked, startsAtUtc: '2027-06-01T10:00:00Z' }, berlin)).errors[0]?.code).toBe(
      'start-mismatch',
    );
  });

  it('knows the half hour of Lord Howe Island', async () => {
    const there = { timeZone: 'Australia/Lord_Howe' };
    expect((await plan({ startsAt: '2027-04-03T12:00' }, there))[0]?.startsAtUtc).toBe(
      '2027-04-03T01:00:00.000Z',
    );
    expect((await plan({ startsAt: '2027-04-05T12:00' }, there))[0]?.startsAtUtc).toBe(
      '2027-04-05T01:30:00.000Z',
    );
    const twice = await refusal({ startsAt: '2027-04-04T01:45' }, there);
    expect(twice.errors[0]?.message).toMatch(/2027-04-03T14:45:00\.000Z.*2027-04-03T15:15:00\.000Z/);
    const never = await refusal({ startsAt: '2027-10-03T02:15' }, there);
    expect(never.errors[0]?.message).toMatch(/2027-10-03T01:45.*2027-10-03T02:45/);
  });

  it.each<[string, SessionDraft, string]>([
    ['no start at all', {}, 'startsAt'],
    ['a day that does not exist', { startsAt: '2027-02-30T10:00' }, 'startsAt'],
    ['an hour that does not exist', { startsAt: '2027-02-20T24:00' }, 'startsAt'],
    ['a year beyond the zone table', { startsAt: '2047-02-20T10:00' }, 'startsAt'],
    ['a zone nobody knows', { startsAt: '2027-03-21T10:00', timeZone: 'Europe/Berlín' }, 'timeZone'],
  ])('is refused with %s', async (_, asked, field) => {
    expect((await refusal(asked, berlin)).errors[0]?.field).toBe(field);
  });
});

describe('A series', () => {
  it('keeps its wall time over a change of the clocks', async () => {
    const sessions = await plan({ first: { startsAt: '2027-10-17T19:00' }, count: 4, every: 'P1W' }, berlin);
    expect(sessions.map(({ startsAt, startsAtUtc }) => [startsAt, startsAtUtc])).toEqual([
      ['2027-10-17T19:00', '2027-10-17T17:00:00.000Z'],
      ['2027-10-24T19:00', '2027-10-24T17:00:00.000Z'],
      ['2027-10-31T19:00', '2027-10-31T18:00:00.000Z'],
      ['2027-11-07T19:00', '2027-11-07T18:00:00.000Z'],
    ]);
  });

  it('keeps the 31st where there is one', async () => {
    const sessions = await plan({ first: { startsAt: '2027-01-31T10:00' }, count: 4, every: 'P1M' }, berlin);
    expect(sessions.map(({ startsAt }) => startsAt.slice(5, 10))).toEqual([
      '01-31',
      '02-28',
      '03-31',
      '04-30',
    ]);
  });

  it('is planned whole or not at all', async () => {
    const one = await event(berlin);
    const asked = { first: { startsAt: '2027-03-14T02:30' }, count: 4, every: 'P1W' };
    await expect(planSessions(planDeps(aws.table), one, asked)).rejects.toThrow(Refusal);
    expect((await listSessions(aws.table, one.id, undefined, 10)).sessions).toEqual([]);
  });

  it('that runs out of the calendar is refused, not broken', async () => {
    const series = (startsAt: string, every: string) => ({ first: { startsAt }, count: 100, every });
    const asked = SessionSeries.parse(series('2099-12-31T10:00', 'P99M'));
    expect(SessionSeries.safeParse(series('2027-01-31T10:00', 'P999M')).success).toBe(false);
    expect(SessionSeries.safeParse(series('9999-12-31T10:00', 'P1D')).success).toBe(false);
    expect((await refusal(asked, berlin)).errors[0]?.code).toBe('time-out-of-range');
  });

  it('of a hundred is written at once and listed page by page, the latest first', async () => {
    const one = await event(berlin);
    await planSessions(planDeps(aws.table), one, {
      first: { startsAt: '2027-04-01T10:00' },
      count: 100,
      every: 'P1D',
    });
    const starts: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await listSessions(aws.table, one.id, after, 30);
      starts.push(...page.sessions.map((session) => session.startsAt));
      after = page.next;
      more = after !== undefined;
    }
    expect(starts).toHaveLength(100);
    expect(starts).toEqual([...new Set(starts)].toSorted().toReversed());
    expect((await comingSessions(aws.table, one.id, NOW))[0]?.startsAt).toBe('2027-04-01T10:00');
  });

  it('may name its dates, each going on from the one before', async () => {
    const sessions = await plan(
      {
        dates: [{ startsAt: '2027-05-01T10:00', durationMinutes: 30 }, {}, { startsAt: '2027-06-01T12:00' }],
      },
      berlin,
    );
    expect(sessions.map(({ startsAt, durationMinutes }) => [startsAt, durationMinutes])).toEqual([
      ['2027-05-01T10:00', 30],
      ['2027-05-08T10:00', 30],
      ['2027-06-01T12:00', 30],
    ]);
    expect((await refusal({ dates: [{}] }, berlin)).errors[0]?.field).toBe('dates.0.startsAt');
  });
});
