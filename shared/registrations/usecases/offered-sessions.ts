import { isOpen, type Session } from '../../events/domain/session.ts';
import { comingSessions } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { fullSessions } from '../table/seat-items.ts';

/** A session that one may still register for; `full`: for its waiting list only. */
export type OfferedSession = Session & { full: boolean };

/** The sessions of an event that are open, the next one first, each with whether it is full. */
export async function offeredSessions(
  deps: { table: Table; now: () => number },
  eventId: string,
): Promise<OfferedSession[]> {
  const coming = await comingSessions(deps.table, eventId, deps.now());
  const open = coming.filter((session) => isOpen(session, deps.now()));
  const full = await fullSessions(deps.table, open);
  return open.map((session) => ({ ...session, full: full.has(session.id) }));
}
