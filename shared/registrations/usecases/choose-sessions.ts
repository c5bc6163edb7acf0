import type { Event } from '../../events/domain/event.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { comingSessions, getSession } from '../../events/table/session-items.ts';
import { Refusal, type FieldError } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { fullSessions } from '../table/seat-items.ts';

interface ChooseDeps {
  table: Table;
  now: () => number;
}

/** The sessions that were named, or the next one: one with a free place, if there is any. Throws a `Refusal` that tells of all that cannot be had. */
export async function chooseSessions(deps: ChooseDeps, event: Event, ids: string[]): Promise<Session[]> {
  if (ids.length === 0) return [await nextSession(deps, event)];
  const found = await Promise.all(ids.map((id) => getSession(deps.table, id)));
  const sessions = found.map((session) => (session?.eventId === event.id ? session : undefined));
  const errors = sessions.flatMap((session, index): FieldError[] => {
    const field = `sessionIds.${index}`;
    if (!session) return [{ field, code: 'unknown-session', message: 'This event has no such session.' }];
    return isOpen(session, deps.now()) ? [] : [{ field, code: 'session-closed', message: CLOSED }];
  });
  if (errors.some(({ code }) => code === 'unknown-session'))
    throw new Refusal('invalid-input', 'A session was named that this event does not have.', errors);
  if (errors.length > 0) throw new Refusal('session-closed', CLOSED, errors);
  return sessions.filter((session) => session !== undefined);
}

const CLOSED = 'This session is over or cancelled. Please choose another one.';

async function nextSession(deps: ChooseDeps, event: Event): Promise<Session> {
  const coming = await comingSessions(deps.table, event.id, deps.now());
  const open = coming.filter((session) => isOpen(session, deps.now()));
  const [first] = open;
  if (!first)
    throw new Refusal('no-open-session', 'This event has no session to register for at the moment.');
  if (first.capacity === undefined) return first;
  const full = await fullSessions(deps.table, open);
  return open.find(({ id }) => !full.has(id)) ?? first;
}
