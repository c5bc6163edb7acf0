import { participantStatus } from '../../shared/people/domain/wish.ts';
import { personIn, type ResolvedIdentity } from '../../shared/people/table/resolve-identity.ts';
import { pick } from '../../shared/platform/values/pick.ts';
import type { Agreement } from '../../shared/registrations/table/consent-text-items.ts';
import {
  answersOf,
  awaitsApproval,
  registrationId,
  type Registration,
} from '../../shared/registrations/domain/registration.ts';
import { isOffered } from '../../shared/registrations/domain/offer.ts';
import { suspectId, type Suspect } from '../../shared/registrations/domain/suspect.ts';
import type { RegistrationView } from './routes/registration-routes.ts';

/** Who it is, the address where they are reached now, and whether they are. Of erased people nothing is told. */
export function personOf(
  identity: ResolvedIdentity | undefined,
): Pick<RegistrationView, 'email' | 'firstName' | 'lastName' | 'participantStatus'> {
  const person = personIn(identity);
  if (!person) return { email: undefined, participantStatus: 'deleted' };
  const { email, firstName, lastName } = person;
  return { email, firstName, lastName, participantStatus: participantStatus(person) };
}

/** What a robot seems to have sent, in its own words; the status is that of whoever has the address. */
export function suspectView(suspect: Suspect, identity: ResolvedIdentity | undefined): RegistrationView {
  const person = personIn(identity);
  return {
    ...registrationView(suspect),
    id: suspectId(suspect),
    ...pick(suspect.told ?? {}, ['firstName', 'lastName']),
    ...(person && { participantStatus: participantStatus(person) }),
  };
}

/** A registration without what is told of its person. */
export function registrationView(
  registration: Registration & { agreements?: Agreement[] },
): RegistrationView {
  const { participantId, sessionId, eventId, email, status, source, createdAt } = registration;
  const { consent, cameFrom, agreements = [], refusedAt, lapsedAt } = registration;
  const { state, seconds = null, share = null } = registration.attendance ?? { state: 'unknown' };
  return {
    id: registrationId(registration),
    participantId,
    sessionId,
    eventId,
    email,
    status,
    ...(awaitsApproval(registration) && { awaits: 'approval' }),
    refusedAt,
    ...(isOffered(registration) && { offeredUntil: registration.offer.until }),
    lapsedAt,
    source,
    answers: answersOf(registration),
    consent,
    consents: agreements,
    cameFrom,
    createdAt,
    attendance: { state, seconds, share },
  };
}
