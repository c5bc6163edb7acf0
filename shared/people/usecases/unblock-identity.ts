import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { participantIdInChannel, participantIdOf } from '../domain/identity.ts';
import type { Participant } from '../domain/participant.ts';
import { channelIdentity } from '../domain/channel-identity.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { patchWish } from '../table/participant-items.ts';
import { resolveIdentity } from '../table/resolve-identity.ts';
import { unblockPerson } from './block-person.ts';
import type { Act, PeopleDeps } from './person-act.ts';

/** The ways to name somebody who may have been erased: nothing else is known of them then. */
export type NamedIdentity = { email: string } | { channel: string; externalId: string };

/** Who was taken off the black list: a person, or only the id of one who was erased. */
export interface Unblocked {
  id: string;
  person?: Participant;
}

/**
 * The id of the identity that is named, read as imports read it, so that it is the same; throws a `Refusal` for what cannot
 * be one.
 */
export function namedIdentity(identityKey: Uint8Array, named: NamedIdentity): string {
  if ('email' in named) {
    const parsed = parseEmail(named.email);
    if (isEmailFault(parsed)) throw refused('email', parsed.code, parsed.message);
    return participantIdOf(identityKey, parsed.key);
  }
  const place = channelIdentity(named.channel.trim().toLowerCase(), named.externalId);
  if ('code' in place) throw refused(place.column, place.code, place.message);
  return participantIdInChannel(identityKey, place.channel, place.externalId);
}

/**
 * Takes an identity off the black list, with the person it leads to; also that of somebody who was erased, who could not
 * come back otherwise.
 */
export async function unblockIdentity(deps: PeopleDeps, identity: string, act: Act): Promise<Unblocked> {
  const { id, found } = await resolveIdentity(deps.table, identity);
  if (found?.kind !== 'erased') {
    const person = await unblockPerson(deps, id, act);
    return { id: person.id, person };
  }
  if (found.wish.blockedAt !== undefined)
    await patchWish(deps.table, id, { remove: ['blockedAt', 'blockedBy'] });
  return { id };
}

function refused(field: string, code: FieldErrorCode, message: string): Refusal {
  return new Refusal('invalid-input', 'Some fields need another look.', [{ field, code, message }]);
}
