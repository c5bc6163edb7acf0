import { isOpen, type Session } from '../../events/domain/session.ts';
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

/** The sessions of an event that are open, the next one first, each with whether it is full. */
export async function offeredSessions(deps: OfferDeps, eventId: string): Promise<OfferedSession[]> {
  const coming = await comingSessions(deps.table, eventId, deps.now());
  const open = coming.filter((session) => isOpen(session, deps.now()));
  const full = await fullSessions(deps.table, open);
  return open.map((session) => ({ ...session, full: full.has(session.id) }));
}

const recallOffered = recalling<OfferedSession[]>();

/**
 * The same as it was a moment ago, where many ask for it: to be shown, or to be looked at again before it counts. Those who
 * ask for different `purpose`s do not remember for each other.
 */
export async function recentlyOffered(
  deps: OfferDeps,
  eventId: string,
  purpose: 'page' | 'post',
): Promise<OfferedSession[]> {
  const offered = await recallOffered(deps.table, `${purpose} ${eventId}`, deps.now(), () =>
    offeredSessions(deps, eventId),
  );
  return offered.filter((session) => isOpen(session, deps.now()));
}
