import type { Table } from '../../platform/table/table.ts';
import { isAlwaysOpen } from '../domain/room.ts';
import { isOpen, type Session } from '../domain/session.ts';
import { comingSessions, listSessionIds } from '../table/session-items.ts';

/** What is shown of an event's sessions beside the event. */
export interface SessionsInSight {
  /** Of all sessions, cancelled ones among them. */
  ids: string[];
  /** Of those that are still to come, or run now; a room is no date. */
  coming: number;
  next?: Session;
}

/** The sessions of an event in short. From the index, which may lag a moment behind. */
export async function sessionsInSight(
  { table, now }: { table: Table; now: () => number },
  eventId: string,
): Promise<SessionsInSight> {
  const [ids, sessions] = await Promise.all([
    listSessionIds(table, eventId),
    comingSessions(table, eventId, now()),
  ]);
  const coming = sessions.filter((session) => isOpen(session, now()) && !isAlwaysOpen(session));
  const [next] = coming;
  return { ids, coming: coming.length, ...(next && { next }) };
}
