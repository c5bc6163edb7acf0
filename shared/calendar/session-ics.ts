import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { sessionEnd } from '../domain/session.ts';
import { singleLine } from '../mail/plain-name.ts';

export interface SessionIcsInput {
  /** With `domain` the UID, the same for the life of the registration: calendars replace the entry, they do not add one. */
  registrationId: string;
  /** Domain of the address that mails come from. */
  domain: string;
  /** Raised with every change of time and by cancelling; calendars ignore what is not higher than they have. */
  sequence: number;
  /** When the file is made, an instant. */
  now: string;
  title: string;
  session: { name?: string | undefined; startsAtUtc: string; durationMinutes: number };
  /** Absolute. */
  joinUrl: string;
  cancelled?: boolean | undefined;
}

/**
 * A session as a calendar file to download (RFC 5545; METHOD:PUBLISH of RFC 5546, which names no attendee).
 * Times are in UTC, so that no reader's zone data matters. Throws TypeError for an address that is none.
 */
export function sessionIcs(input: SessionIcsInput): string {
  const { session } = input;
  const url = new URL(input.joinUrl).href;
  const calendar = ical({
    prodId: { company: 'Turnout', product: 'Turnout', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${input.registrationId}@${input.domain}`,
    sequence: input.sequence,
    stamp: new Date(input.now),
    start: new Date(session.startsAtUtc),
    end: new Date(sessionEnd(session)),
    summary: [input.title, session.name ?? ''].map(singleLine).filter(Boolean).join(': '),
    // Google Calendar shows no URL property: the link has to be in words, too.
    description: url,
    url,
    status: input.cancelled === true ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
