import { isOpen } from '../../events/domain/session.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';
import { belongsToSomebody, registeredSince, type Registration } from '../domain/registration.ts';
import { seatWaiting } from '../table/change-registrations.ts';
import { listRegistrations } from '../table/registration-items.ts';
import { seatsTaken } from '../table/reserve-seats.ts';

const PAGE = 1_000;

/**
 * Gives the free seats of a session to those who wait for one, who came first first. For whoever held seats back that they
 * did not need in the end: nobody waits while a seat is free. Again = the same. False when there was no time to end it.
 */
export async function seatWaitingList(
  deps: { table: Table; now: () => number; mayGoOn: () => boolean },
  sessionId: string,
): Promise<boolean> {
  const session = await getSession(deps.table, sessionId);
  if (session?.capacity === undefined || !isOpen(session, deps.now())) return true;
  const { capacity } = session;
  if ((await seatsTaken(deps.table, sessionId)) >= capacity) return true;
  for (const registration of await waitingIn(deps.table, sessionId)) {
    if (!deps.mayGoOn()) return false;
    if ((await seatWaiting(deps.table, registration, capacity)) === 'full') return true;
  }
  return true;
}

/** The waiting list, in the order in which people came; those of one file in the order of its lines. */
async function waitingIn(table: Table, sessionId: string): Promise<Registration[]> {
  const waiting: Registration[] = [];
  for (let place: ShardPlace | undefined = FIRST_SHARD; place;) {
    const page = await listRegistrations(table, sessionId, place, PAGE);
    waiting.push(
      ...page.registrations.filter((one) => one.status === 'waitlisted' && belongsToSomebody(one)),
    );
    place = page.next;
  }
  return waiting.sort((a, b) => (turnOf(a) < turnOf(b) ? -1 : 1));
}

/** The order of the waiting list: by when they registered, then by their line in the file. */
const turnOf = (one: Registration): string =>
  `${registeredSince(one)} ${String(one.importMark?.line ?? 0).padStart(9, '0')} ${one.participantId}`;
