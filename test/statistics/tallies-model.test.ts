import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyCounts } from '../../shared/platform/table/counts/count-items.ts';
import type { TableChange } from '../../shared/platform/table/read-change.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import { shardOf } from '../../shared/platform/values/shard.ts';
import { registrationsPartition } from '../../shared/registrations/table/registration-keys.ts';
import { eventCounts } from '../../shared/statistics/table/event-counts.ts';
import { countForEvent, tallyRegistration } from '../../shared/statistics/table/tally-registration.ts';
import { eventStatistics, sessionStatistics } from '../../shared/statistics/usecases/show-statistics.ts';
import { rounds } from '../support/rounds.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { randomBytes } from 'node:crypto';

const aws = useLocalAws();
const days = ['2027-03-01', '2027-03-02'];
const statuses = ['registered', 'pending', 'waitlisted', 'cancelled'];
const sources = ['self-registration', 'import'];
const campaigns = [undefined, { source: 'vk' }, { source: 'vk', campaign: 'spring' }];
const zones = [undefined, 'Europe/Berlin', 'Europe/Kyiv'];

/** What a registration is like after a change; undefined: it is gone. */
const state = fc.option(
  fc.record({
    day: fc.constantFrom(...days),
    status: fc.constantFrom(...statuses),
    source: fc.constantFrom(...sources),
    utm: fc.constantFrom(...campaigns),
    timeZone: fc.constantFrom(...zones),
    attended: fc.boolean(),
  }),
  { nil: undefined, freq: 6 },
);
const act = fc.record({ who: fc.nat(3), session: fc.nat(1), state, seconds: fc.nat(2) });
const story = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 60, size: 'max' }),
  /** In which order records arrive, some of them again, and how many at once. */
  order: fc.array(fc.nat(), { maxLength: 40 }),
  batch: fc.integer({ min: 1, max: 30 }),
});

it('numbers are right whatever order changes arrive in, however often, and however many at once', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ acts, order, batch }) => {
      const eventId = newId('evt', 0, randomBytes);
      const sessionIds = [0, 1].map(() => newId('ses', 0, randomBytes));
      const stored = new Map<string, Record<string, unknown>>();
      let at = 1_800_000_000;
      const changes = acts.map(({ who, session, state: next, seconds }, index): TableChange => {
        at += seconds;
        const sessionId = sessionIds[session]!;
        // All in one shard, so that their records meet.
        const participantId = `par_${'7'.repeat(31)}${who}`;
        const name = `${session} ${who}`;
        const before = stored.get(name);
        const after = next && {
          pk: registrationsPartition(sessionId, shardOf(participantId)),
          ...{ eventId, sessionId, participantId, createdAt: `${next.day}T10:00:00.000Z` },
          ...{ status: next.status, source: next.source, utm: next.utm, timeZone: next.timeZone },
          ...(next.attended && { attendance: { state: 'attended' } }),
        };
        if (after) stored.set(name, after);
        else stored.delete(name);
        return { sequence: String(10n ** 21n + BigInt(index)), at, before, after };
      });
      const arriving = [
        ...order.map((place) => changes[place % changes.length]!),
        ...changes.toReversed(),
        ...order.map((place) => changes[place % changes.length]!),
      ];
      for (let from = 0; from < arriving.length; from += batch) {
        const records = arriving
          .slice(from, from + batch)
          .flatMap((change) => [...countForEvent(change).counts, ...tallyRegistration(change).counts]);
        const byKey = Map.groupBy(records, ({ key }) => `${key.pk} ${key.sk}`);
        await Promise.all([...byKey.values()].map((group) => applyCounts(aws.table, group)));
      }
      const deps = { table: aws.table, now: () => Date.parse('2027-03-02T12:00:00Z') };
      const madeAt = '2027-03-01T00:00:00.000Z';
      const all = [...stored.values()];
      const numbers = await eventStatistics(deps, { id: eventId, createdAt: madeAt }, {});
      expect(short(numbers)).toEqual(truth(all));
      const [id = ''] = sessionIds;
      const one = await sessionStatistics(deps, { id, eventId, createdAt: madeAt }, {});
      expect(short(one)).toEqual(truth(all.filter(({ sessionId }) => sessionId === id)));
      expect((await eventCounts(aws.table, eventId)).cancelled).toBe(truth(all).cancelled);
    }),
    { numRuns: rounds(40, 6) },
  );
});

type Numbers = Awaited<ReturnType<typeof eventStatistics>>;

const short = ({
  registrations,
  confirmed,
  cancelled,
  attended,
  byDay,
  bySource,
  byUtm,
  byCountry,
}: Numbers) => ({
  ...{ registrations, confirmed, cancelled, attended },
  days: byDay.map((day) => day.registrations),
  imports: bySource.find(({ source }) => source === 'import')?.registrations ?? 0,
  campaigns: campaigns.map(
    (utm) =>
      byUtm.find((row) => row.source === utm?.source && row.campaign === utm?.campaign)?.registrations ?? 0,
  ),
  countries: ['DE', 'UA', undefined].map(
    (country) => byCountry.find((row) => row.country === country)?.registrations ?? 0,
  ),
});

function truth(all: Record<string, unknown>[]): ReturnType<typeof short> {
  const count = (is: (one: Record<string, unknown>) => boolean) => all.filter(is).length;
  return {
    registrations: all.length,
    confirmed: count(({ status }) => status === 'registered'),
    cancelled: count(({ status }) => status === 'cancelled'),
    attended: count(({ attendance }) => attendance !== undefined),
    days: days.map((day) => count(({ createdAt }) => String(createdAt).startsWith(day))),
    imports: count(({ source }) => source === 'import'),
    campaigns: campaigns.map((tags) => count(({ utm }) => utm === tags)),
    countries: ['Europe/Berlin', 'Europe/Kyiv', undefined].map((zone) =>
      count(({ timeZone }) => timeZone === zone),
    ),
  };
}
