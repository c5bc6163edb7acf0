import type { Event } from '../domain/event.ts';
import { isOpen, sessionStatus, type Session } from '../domain/session.ts';
import { comingSessions } from '../table/session-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** What a landing page may know of a session: never the room. */
export interface PublicSession {
  id: string;
  name: string;
  startsAt: string;
  timeZone: string;
  startsAtUtc: string;
  durationMinutes: number;
  status: string;
}

/** What everybody may know of an event: title, form, zone and the sessions that are open. */
export async function publicEvent(
  deps: { table: Table; now: () => number },
  event: Event,
): Promise<Record<string, unknown>> {
  const sessions = await comingSessions(deps.table, event.id, deps.now());
  const { id, kind, title, description, timeZone, locale, form } = event;
  return {
    ...{ id, kind, title, description, timeZone, locale, form },
    sessions: sessions
      .filter((session) => isOpen(session, deps.now()))
      .map((session) => publicSession(session, deps.now())),
  };
}

function publicSession(session: Session, nowMs: number): PublicSession {
  const { id, name, startsAt, timeZone, startsAtUtc, durationMinutes } = session;
  return {
    id,
    name,
    startsAt,
    timeZone,
    startsAtUtc,
    durationMinutes,
    status: sessionStatus(session, nowMs),
  };
}
