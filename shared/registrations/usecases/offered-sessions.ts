import type { Event } from '../../events/domain/event.ts';
import { doorOf, takesRegistrations } from '../../events/domain/registration-window.ts';
import type { Session } from '../../events/domain/session.ts';
import { comingSessions } from '../../events/table/session-items.ts';
import { recalling } from '../../platform/table/recall.ts';
import type { Table } from '../../platform/table/table.ts';
import { fullSessions } from '../table/seats-item.ts';

/** A session that one may still register for; `full`: for its waiting list only. */
export type OfferedSession = Session & { full: boolean };

interface OfferDeps {
  table: Table;
  now: () => number;
}

/**
 * The sessions of a scheduled event that are open, the next one first, each with whether it is full; also while registration has
 * not opened yet, so that people know what is to come.
 */
export async function offeredSessions(deps: OfferDeps, event: Event): Promise<OfferedSession[]> {
  const now = deps.now();
  if (isShut(event, now)) return [];
  const coming = await comingSessions(deps.table, event.id, now);
  const open = coming.filter((session) => takesRegistrations(event, session, now));
  const full = await fullSessions(deps.table, open);
  return open.map((session) => ({ ...session, full: full.has(session.id) }));
}

/** Nobody chooses a date: there is none, or none any more. */
const isShut = (event: Event, nowMs: number): boolean =>
  event.kind === 'room' || ['closed', 'archived'].includes(doorOf(event, nowMs));

const recallOffered = recalling<OfferedSession[]>();

/**
 * The same as it was a moment ago, where many ask for it: to be shown, or to be looked at again before it counts. Those who
 * ask for different `purpose`s do not remember for each other.
 */
export async function recentlyOffered(
  deps: OfferDeps,
  event: Event,
  purpose: 'page' | 'post',
): Promise<OfferedSession[]> {
  const now = deps.now();
  if (isShut(event, now)) return [];
  const offered = await recallOffered(deps.table, `${purpose} ${event.id}`, now, () =>
    offeredSessions(deps, event),
  );
  return offered.filter((session) => takesRegistrations(event, session, now));
}
