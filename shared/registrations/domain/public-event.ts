import type { Event } from '../../events/domain/event.ts';
import { doorOf } from '../../events/domain/registration-window.ts';
import { sessionStatus, type Session } from '../../events/domain/session.ts';

type Offered = Session & { full: boolean };

/**
 * The public view of an event: title, form, zone and the sessions that are open. Never the room, nor how many seats there
 * are.
 */
export function publicEvent(
  event: Event,
  sessions: readonly Offered[],
  nowMs: number,
): Record<string, unknown> {
  const { id, kind, title, description, timeZone, locale = 'en', form, look, registration } = event;
  return {
    ...{ id, kind, title, description, timeZone, locale, form, look },
    registration: { ...registration, state: doorOf(event, nowMs) },
    sessions: sessions.map((session) => publicSession(session, nowMs)),
  };
}

function publicSession(session: Offered, nowMs: number): Record<string, unknown> {
  const { id, name, startsAt, timeZone, startsAtUtc, durationMinutes, full } = session;
  return {
    ...{ id, name, startsAt, timeZone, startsAtUtc, durationMinutes, full },
    status: sessionStatus(session, nowMs),
  };
}
