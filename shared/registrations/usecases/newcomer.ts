import { moveAddress } from '../../people/domain/move-address.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { Wish } from '../../people/domain/wish.ts';
import type { ResolvedIdentity } from '../../people/table/resolve-identity.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { pick } from '../../platform/values/pick.ts';
import type { RegistrationRequest } from '../domain/registration-request.ts';
import type { RegistrationPost } from '../table/write-registrations.ts';

/** What a post tells of the person. */
export const toldFields = personFieldsWith('told', 'by-anybody');

/** What is known of the owner of an address who comes in, and what the address allows. */
export function whoComes({ found, addressId }: ResolvedIdentity & { addressId: string }): Pick<
  RegistrationPost,
  'known' | 'erasedBefore' | 'atAddress'
> & {
  wish: Wish | undefined;
} {
  const known = found?.kind === 'person' ? found.person : undefined;
  const atAddress = known && known.email === undefined ? moveAddress(known, undefined, addressId) : undefined;
  return {
    known,
    wish: found?.kind === 'erased' ? found.wish : (atAddress ?? known),
    erasedBefore: found?.kind === 'erased' ? found.erasedAt : known?.erasedBefore,
    atAddress: atAddress && Wish.parse(atAddress),
  };
}

/** The person who is born with a post, unless they are known. `createdBy`: an organizer enters them, who have not been seen. */
export function newParticipant(
  request: Pick<RegistrationRequest, 'email' | 'utm' | (typeof toldFields)[number]>,
  id: string,
  now: string,
  by?: { source: Participant['source']; organizerId: string },
): Participant {
  return {
    id,
    email: request.email.address,
    source: by?.source ?? 'self-registration',
    ...pick(request, toldFields),
    utm: request.utm,
    createdAt: now,
    ...(by ? { createdBy: by.organizerId } : { firstSeenAt: now, lastSeenAt: now }),
    version: 1,
  };
}
