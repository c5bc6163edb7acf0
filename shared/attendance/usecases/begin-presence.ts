import { sessionEnd, type Session } from '../../events/domain/session.ts';
import type { Table } from '../../platform/table/table.ts';
import { PRESENCE_SOURCE } from '../domain/presence.ts';
import { noteDue } from '../table/presence-due-items.ts';
import { createSource } from '../table/source-items.ts';

/**
 * Who was in the room at the end is noted once more within two minutes; then everybody's time is known, though their page is closed
 * without a word.
 */
export const SETTLED_MS = 150_000;

/** A session that was begun need not be begun again, for so long. */
const KNOWN_MS = 5 * 60_000;
const MOST_KNOWN = 1_000;
const begun = new WeakMap<Table, Map<string, number>>();

/** Notes that a session is to be judged after its end. */
export function noteEnd(table: Table, session: Session): Promise<void> {
  const dueAt = new Date(sessionEnd(session) + SETTLED_MS).toISOString();
  return noteDue(table, { sessionId: session.id, dueAt, turn: 'end' });
}

/**
 * Makes presence a source of the session, and notes when it is to be judged. Again = the same; each instance of a function does it
 * once in a while, as a write with each join would aim all of them at one key.
 */
export async function beginPresence(
  { table, now }: { table: Table; now: () => number },
  session: Session,
): Promise<void> {
  const known = begun.get(table) ?? new Map<string, number>();
  begun.set(table, known);
  const age = now() - (known.get(session.id) ?? -Infinity);
  if (age >= 0 && age < KNOWN_MS) return;
  const at = new Date(now()).toISOString();
  await createSource(table, {
    ...{ id: PRESENCE_SOURCE, sessionId: session.id, kind: 'presence', label: 'Join page', at, readyAt: at },
    // Our mails lead into the room by the join page only.
    coversAll: true,
    version: 1,
  });
  await noteEnd(table, session);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(session.id, now());
}
