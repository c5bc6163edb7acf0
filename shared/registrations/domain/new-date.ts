import type { Session } from '../../events/domain/session.ts';
import { inLine } from './line.ts';
import type { Registration } from './registration.ts';

/** How somebody comes to another date. */
interface NewDate {
  /** When, ISO 8601. */
  at: string;
  quiet?: boolean | undefined;
  /** The bulk action that does it. */
  jobId?: string | undefined;
  /** The organizer who does it. */
  addedBy?: string | undefined;
}

/**
 * The registration for another date of who has one: what they said and agreed to goes along, and so does what they were
 * confirmed and approved for. Who waited for a seat asks for one there; where there are no seats they are in.
 */
export function newDate(
  left: Registration,
  { from, to }: { from: Session; to: Session },
  { at, quiet, jobId, addedBy }: NewDate,
): Registration {
  const { participantId, eventId, email, awaits, source } = left;
  const { answers, choices, consent, consents, timeZone, locale } = left;
  const { name, timeZone: zone, startsAtUtc, durationMinutes } = from;
  const registration: Registration = {
    ...{ participantId, sessionId: to.id, eventId, email, awaits, source },
    ...{ answers, choices, consent, consents, timeZone, locale },
    status: left.status === 'pending' ? 'pending' : 'registered',
    createdAt: at,
    linkEpoch: 1,
    mailRound: 1,
    ...{ addedBy, invitedBy: jobId },
    movedFrom: { sessionId: from.id, name, timeZone: zone, startsAtUtc, durationMinutes },
    ...(quiet && { quiet: true }),
  };
  return inLine(registration, to);
}
