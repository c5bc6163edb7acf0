import type { ImportJob } from '../domain/import-job.ts';
import type { ImportOptions } from '../domain/import-options.ts';
import { isOpen, type Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { comingSessions, getSession } from '../../events/table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { BadOption } from './read-import-options.ts';

/** The session that an import registers people in: the one named, or the event's next; undefined when none is asked for. */
export async function openTarget(
  deps: { table: Table; now: () => number },
  { event, session, notify }: ImportOptions,
): Promise<ImportJob['target']> {
  if (session === undefined && event === undefined) return undefined;
  const found =
    session === undefined ? await nextSession(deps, event ?? '') : await namedSession(deps, session, event);
  const asks = await getEvent(deps.table, found.eventId);
  if (asks?.archivedAt !== undefined)
    throw new BadOption(
      `The option "${session === undefined ? 'event' : 'session'}" names an event that is archived. Open it again, or choose another.`,
    );
  const doubleOptIn = asks?.doubleOptIn === true;
  if (doubleOptIn && notify === false)
    throw new BadOption(
      'The option "notify" cannot be false here: the event asks everybody to confirm by e-mail, so who is not told could never confirm.',
    );
  return {
    eventId: found.eventId,
    sessionId: found.id,
    ...(doubleOptIn && { doubleOptIn }),
  };
}

async function namedSession(
  deps: { table: Table; now: () => number },
  sessionId: string,
  eventId: string | undefined,
): Promise<Session> {
  const session = await getSession(deps.table, sessionId);
  if (!session)
    throw new BadOption(`The option "session" names a session that does not exist: ${sessionId}.`);
  if (eventId !== undefined && session.eventId !== eventId)
    throw new BadOption('The option "session" names a session of another event than the option "event".');
  if (!isOpen(session, deps.now()))
    throw new BadOption('The option "session" names a session that is over or cancelled.');
  return session;
}

async function nextSession(deps: { table: Table; now: () => number }, eventId: string): Promise<Session> {
  if (!(await getEvent(deps.table, eventId)))
    throw new BadOption(`The option "event" names an event that does not exist: ${eventId}.`);
  for (const { id } of await comingSessions(deps.table, eventId, deps.now())) {
    // The list may lag: nobody is registered in a session that was cancelled a moment ago.
    const session = await getSession(deps.table, id);
    if (session && isOpen(session, deps.now())) return session;
  }
  throw new BadOption('The option "event" names an event without a session to come.');
}
