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

/**
 * Whether somebody may be registered in a session without one of its seats: it had none when they came. Looked for when
 * a session gets a capacity, and once more when whoever saw it without one is through. A session that had one from the
 * start has nobody like that.
 */
export function isCensusDue(session: Session, { census }: Seats, nowMs: number): boolean {
  const { capacity, limitedAt, createdAt } = session;
  if (capacity === undefined || limitedAt === createdAt) return false;
  if (census === undefined || census.of !== (limitedAt ?? '') || census.place !== undefined) return true;
  if (limitedAt === undefined) return false;
  const through = Date.parse(limitedAt) + LATE_MS;
  return nowMs >= through && Date.parse(census.begunAt) < through;
}

/** Takes the search a page further: who has no seat is given one, whatever the capacity; who waits gets a place in the line. */
export async function takeCensus(
  { table, now }: { table: Table; now: () => number },
  { id, limitedAt = '' }: Session,
  seats: Seats,
): Promise<Seats> {
  const under = seats.census?.of === limitedAt && seats.census.place ? seats.census : undefined;
  const begunAt = under?.begunAt ?? new Date(now()).toISOString();
  const page = await listRegistrations(table, id, under?.place ?? FIRST_SHARD, PAGE);
  for (const one of page.registrations)
    if (one.status === 'waitlisted' && one.place === undefined) await lineUp(table, one);
  const giving = page.registrations
    .filter(({ status, seat }) => status === 'registered' && typeof seat !== 'string')
    .map(({ participantId }) => ({ participantId, isTold: false }));
  const census = { of: limitedAt, begunAt, ...(page.next && { place: page.next }) };
  return { ...seats, taken: seats.taken + giving.length, giving, census };
}
