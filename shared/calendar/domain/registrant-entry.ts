import type { Event } from '../../events/domain/event.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { registrationId, type Registration } from '../../registrations/domain/registration.ts';
import type { CalendarEntry } from './calendar-entry.ts';

/** Whose date it is. */
export interface RegisteredDate {
  event: Pick<Event, 'title'>;
  session: Session;
  registration: Registration;
}

/** A registrant's date as their calendar has it. `joinUrl` is theirs; `label` says what it is for; times in ms. */
export function registrantEntry(
  { event, session, registration }: RegisteredDate,
  { joinUrl, label, nowMs }: { joinUrl: string; label: string; nowMs: number },
): CalendarEntry {
  return {
    // Neither the address of a page nor that of the sender: both may change, and the entry would come twice.
    uid: `${registrationId(registration)}@turnout`,
    sequence: sequenceOf(session, registration),
    startsAt: Date.parse(session.startsAtUtc),
    endsAt: sessionEnd(session),
    zone: session.timeZone,
    saidAt: nowMs,
    title: [event.title, session.name].filter((part) => part.trim() !== '').join(' · '),
    text: `${label}: ${joinUrl}`,
    url: joinUrl,
    isCancelled: session.cancelledAt !== undefined || registration.status === 'cancelled',
  };
}

/**
 * Raised when the session is moved or cancelled, when a place is given up, and when it is got back: by two for each time that it was got, so
 * that giving it up lies in between (RFC 5546, 2.1.4).
 */
const sequenceOf = ({ scheduleVersion }: Session, { mailRound, status }: Registration): number =>
  scheduleVersion + 2 * mailRound + (status === 'cancelled' ? 1 : 0);
