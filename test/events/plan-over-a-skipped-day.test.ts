import { describe, expect, it, vi } from 'vitest';
import type { SessionSeries } from '../../shared/events/domain/session-draft.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { planDeps, storedEvent } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

// Nobody has skipped a day since 2011 and the product's table begins in 2020, so here the same data go further back.
vi.mock('../../shared/platform/time/zone-data.json', async () => {
  const { makeZoneData } = await import('../../shared/platform/time/make-zone-data.ts');
  return { default: JSON.parse(await makeZoneData(Date.UTC(2011, 0))) as unknown };
});

const aws = useLocalAws();

const plan = async (asked: Parameters<typeof planSessions>[2]) =>
  planSessions(planDeps(aws.table), await storedEvent(aws.table, { timeZone: 'Pacific/Apia' }), asked);
const weekly = (startsAt: string): SessionSeries => ({ first: { startsAt }, count: 3, every: 'P1W' });
/** Friday, 30 December 2011: Samoa went from Thursday to Saturday. */
const fridays = weekly('2011-12-23T10:00');

describe('A weekly series over the day that Samoa skipped', () => {
  it('keeps its wall time, and comes after six days instead of seven', async () => {
    const sessions = await plan(weekly('2011-12-22T10:00'));
    expect(sessions.map(({ startsAt, startsAtUtc }) => [startsAt, startsAtUtc])).toEqual([
      ['2011-12-22T10:00', '2011-12-22T20:00:00.000Z'],
      ['2011-12-29T10:00', '2011-12-29T20:00:00.000Z'],
      ['2012-01-05T10:00', '2012-01-04T20:00:00.000Z'],
    ]);
  });

  it('is refused where it would fall on the day itself, with the days around it offered', async () => {
    const refused: unknown = await plan(fridays).catch((error: unknown) => error);
    if (!(refused instanceof Refusal)) return expect.fail(`not refused: ${String(refused)}`);
    expect(refused.errors).toMatchObject([{ code: 'time-does-not-exist' }]);
    const choices = [...refused.errors[0]!.message.matchAll(/(\S+) \(startsAtUtc (\S+)\)/g)];
    expect(choices.map(([, wall, utc]) => [wall, utc])).toEqual([
      ['2011-12-29T10:00', '2011-12-29T20:00:00.000Z'],
      ['2011-12-31T10:00', '2011-12-30T20:00:00.000Z'],
    ]);
  });

  it('can be planned by its dates with either of the two', async () => {
    for (const around of ['2011-12-29T10:00', '2011-12-31T10:00']) {
      const dates = ['2011-12-23T10:00', around, '2012-01-06T10:00'].map((startsAt) => ({ startsAt }));
      expect((await plan({ dates })).map(({ startsAt }) => startsAt)).toEqual(
        dates.map(({ startsAt }) => startsAt),
      );
    }
  });
});
