import { isEmailFault, parseEmail, type EmailAddress } from '../../domain/email-address.ts';
import { participantIdOf } from '../../domain/identity.ts';
import { newId } from '../../domain/ids.ts';
import { checkAliases } from '../../domain/merge-people.ts';
import type { Participant } from '../../domain/participant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { moveAddress } from '../../domain/wish.ts';
import { resolveIdentity } from '../../table/resolve-identity.ts';
import { writeEmailChange } from '../../table/write-email-change.ts';
import { addressIdOf } from '../change-wishes.ts';
import { mergeInto, type IdentityDeps, type MergeOutcome } from './merge-into.ts';

export interface EmailChange {
  /** Who asked. */
  by: string;
  origin: string;
  /** The address may be somebody else's, who becomes part of this person then. */
  merge?: boolean | undefined;
}

/**
 * Gives a person another address. Their id stays, and the former address still leads to them. Throws a `Refusal`:
 * `invalid-input` for no address, `conflict` for one that is somebody else's, erased or on the black list, or when
 * somebody wrote to the person since they were read. Null takes the address of somebody with an id in a channel away.
 */
export async function changeEmail(
  deps: IdentityDeps,
  person: Participant,
  newEmail: string | null,
  change: EmailChange,
): Promise<MergeOutcome> {
  if (newEmail === null) return { person: await takeEmailAway(deps, person, change) };
  const parsed = parseEmail(newEmail);
  if (isEmailFault(parsed)) throw refusedEmail(parsed.code, parsed.message);
  if (parsed.address === person.email) return { person };
  const addressId = participantIdOf(deps.identityKey, parsed.key);
  const { id, found } = await resolveIdentity(deps.table, addressId);
  if (found?.kind === 'erased') throw erasedAddress();
  if (found && id !== person.id) return takeOver(deps, person, found.person, parsed, change);
  return { person: await write(deps, person, change, { parsed, addressId, isNew: !found }) };
}

async function takeEmailAway(
  deps: IdentityDeps,
  person: Participant,
  change: EmailChange,
): Promise<Participant> {
  if (person.email === undefined) return person;
  if (person.externalId === undefined)
    throw refusedEmail('email-missing', 'Only somebody with an id in a channel can be without an address.');
  return write(deps, person, change, undefined);
}

/** The address is somebody else's. */
async function takeOver(
  deps: IdentityDeps,
  person: Participant,
  owner: Participant,
  { address, key }: EmailAddress,
  change: EmailChange,
): Promise<MergeOutcome> {
  if (owner.blockedAt !== undefined)
    throw taken('address-blocked', 'This address is on the black list. An admin can unblock it.', owner.id);
  if (change.merge !== true)
    throw taken(
      'address-taken',
      `This address belongs to ${owner.id}. Repeat with "merge": true to make one person of the two.`,
      owner.id,
    );
  return mergeInto(deps, {
    survivorId: person.id,
    otherId: owner.id,
    by: change.by,
    origin: change.origin,
    email: { address, id: participantIdOf(deps.identityKey, key) },
    version: person.version,
  });
}

async function write(
  deps: IdentityDeps,
  person: Participant,
  change: EmailChange,
  to: { parsed: EmailAddress; addressId: string; isNew: boolean } | undefined,
): Promise<Participant> {
  const at = new Date(deps.now()).toISOString();
  const after: Participant = {
    ...person,
    ...moveAddress(person, addressIdOf(deps.identityKey, person), to?.addressId),
    email: to?.parsed.address,
    aliases: to?.isNew ? new Set([...(person.aliases ?? []), to.addressId]) : person.aliases,
  };
  checkAliases(after.aliases);
  const outcome = await writeEmailChange(deps.table, {
    before: person,
    after,
    at,
    pointer: to?.isNew ? to.addressId : undefined,
    history: {
      participantId: person.id,
      at,
      act: newId('act', deps.now(), deps.random),
      kind: 'email-changed',
      actor: change.by,
      origin: change.origin,
      data: { from: person.email ?? null, to: to?.parsed.address ?? null },
    },
  });
  if (outcome === 'taken')
    throw new Refusal('conflict', 'Somebody has just come in with this address. Try again.');
  if (outcome === 'changed')
    throw new Refusal('conflict', 'Somebody changed this participant since you read it. Read it again.');
  return { ...after, version: person.version + 1 };
}

function taken(code: string, message: string, existingId: string): Refusal {
  return new Refusal('conflict', message, [{ field: 'email', code, message }], { existingId });
}

function refusedEmail(code: string, message: string): Refusal {
  return new Refusal('invalid-input', 'Some fields need another look.', [{ field: 'email', code, message }]);
}

function erasedAddress(): Refusal {
  return new Refusal(
    'conflict',
    'The person with this address was erased, and stays so unless they come back.',
    [
      {
        field: 'email',
        code: 'address-erased',
        message: 'Only its owner can bring it back, by registering.',
      },
    ],
  );
}
