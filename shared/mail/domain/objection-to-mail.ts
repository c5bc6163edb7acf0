import type { Participant } from '../../people/domain/participant.ts';
import { participantStatus } from '../../people/domain/wish.ts';

/**
 * Why a person gets no mailing, if there is a reason. A mailing belongs to no event, so only an opt-out of everything
 * counts.
 */
export function objectionToMail(person: Participant): string | undefined {
  const status = participantStatus(person);
  if (status !== 'active') return status;
  return person.email === undefined ? 'no-email' : undefined;
}
