import type { Participant } from '../domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';

/**
 * Refuses a new identity for somebody on the black list, unless the asker may put people there: whoever comes with it later
 * is blocked as well.
 */
export function checkNewIdentity(
  { blockedAt }: Pick<Participant, 'blockedAt'>,
  mayBlock: boolean | undefined,
): void {
  if (blockedAt !== undefined && mayBlock !== true)
    throw new Refusal(
      'forbidden',
      'This person is on the black list, and another address or id in a channel would come onto it. Ask an admin.',
    );
}
