import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { cutTo, unionOf } from '../domain/interval.ts';
import type { AttendanceTally } from '../domain/summary.ts';
import { verdictFor, type Bench } from '../domain/verdict-for.ts';
import { verdictOn } from '../domain/verdict.ts';
import { guestsPage } from '../table/attended-items.ts';
import { registeredPage, type Registered } from '../table/registered-page.ts';

const PAGE = 1_000;

/** Adds one registrant: who has a place, and was in the room as an attendee if at all. */
export function tallyRegistered(tally: AttendanceTally, bench: Bench, one: Registered): void {
  const verdict = verdictFor(bench, one);
  if (verdict.role === 'attendee' && one.registration.status === 'registered')
    tally.add(one.registration, verdict);
}

/** Adds all registrants of a session. */
export async function tallyAllRegistered(
  table: Table,
  sessionId: string,
  bench: Bench,
  tally: AttendanceTally,
): Promise<void> {
  for (let place: ShardPlace | undefined = { shard: 0 }; place;) {
    const page: Awaited<ReturnType<typeof registeredPage>> = await registeredPage(
      table,
      sessionId,
      place,
      PAGE,
    );
    for (const one of page.registered) tallyRegistered(tally, bench, one);
    place = page.next;
  }
}

/** Adds the guests of a session: people in the room whom nobody registered. */
export async function tallyGuests(
  table: Table,
  sessionId: string,
  bench: Bench,
  tally: AttendanceTally,
): Promise<void> {
  for (let shard = 0; shard < SHARDS; shard += 1)
    for (let after: string | undefined, more = true; more;) {
      const page = await guestsPage(table, sessionId, shard, after, PAGE);
      for (const said of page.guests.values()) {
        const counting = said.filter(({ sourceId }) => bench.sources.has(sourceId));
        if (counting.length === 0 || verdictOn(bench.measure, counting).role !== 'attendee') continue;
        const intervals = counting.flatMap((one) => one.intervals);
        tally.addGuest(unionOf(cutTo(bench.measure.span, intervals)));
      }
      after = page.next;
      more = after !== undefined;
    }
}
