import type { Session } from '../../events/domain/session.ts';
import type { Table } from '../../platform/table/table.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import { lineUp } from '../table/give-seat.ts';
import { listRegistrations } from '../table/registration-items.ts';
import type { Seats } from '../table/seats-item.ts';

/** Registrations looked at in one step. */
const PAGE = 200;
/** So long a post may still go by a session as it was before it had seats. */
const LATE_MS = 60_000;
/** So long a function of the version before may still be at work, which gave seats by itself. */
const OLD_VERSION_MS = 15 * 60_000;

/**
 * Whether somebody may be registered in a session without one of its seats: it had none when they came, or they came while
 * the version before gave seats. Looked for when a session gets a capacity, and once more when whoever saw it otherwise is
 * through. A session that had one from the start has nobody like that.
 */
export function isCensusDue(session: Session, { census }: Seats, nowMs: number): boolean {
  const { capacity, limitedAt, createdAt } = session;
  if (capacity === undefined || limitedAt === createdAt) return false;
  // One of the version before does not tell since when it has seats: there the first look counts.
  const of = limitedAt ?? census?.of;
  if (census === undefined || census.of !== of || census.place !== undefined) return true;
  const through = Date.parse(census.of) + (limitedAt === undefined ? OLD_VERSION_MS : LATE_MS);
  return nowMs >= through && Date.parse(census.begunAt) < through;
}

/** Takes the search a page further: who has no seat is given one, whatever the capacity; who waits gets a place in the line. */
export async function takeCensus(
  { table, now }: { table: Table; now: () => number },
  { id, limitedAt }: Session,
  seats: Seats,
): Promise<Seats> {
  const at = new Date(now()).toISOString();
  const of = limitedAt ?? seats.census?.of ?? at;
  const under = seats.census?.of === of && seats.census.place ? seats.census : undefined;
  const begunAt = under?.begunAt ?? at;
  const page = await listRegistrations(table, id, under?.place ?? FIRST_SHARD, PAGE);
  for (const one of page.registrations)
    if (one.status === 'waitlisted' && one.place === undefined && one.seat === undefined)
      await lineUp(table, one);
  const giving = page.registrations
    .filter(({ status, seat }) => status === 'registered' && typeof seat !== 'string')
    .map(({ participantId }) => ({ participantId, isTold: false }));
  const census = { of, begunAt, ...(page.next && { place: page.next }) };
  return { ...seats, taken: seats.taken + giving.length, giving, census };
}
