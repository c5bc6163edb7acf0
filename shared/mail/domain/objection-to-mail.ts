import type { Participant } from '../../people/domain/participant.ts';
import { participantStatus } from '../../people/domain/wish.ts';

/** Why nobody writes to the person; a mailing is of no event, so only the word about everything counts. */
export function objectionToMail(person: Participant): string | undefined {
  const status = participantStatus(person);
  if (status !== 'active') return status;
  return person.email === undefined ? 'no-email' : undefined;
}
