import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { participantIdOf } from '../domain/identity.ts';
import { newId } from '../../platform/values/ids.ts';
import { checkAliases } from '../domain/merge-people.ts';
import type { Participant } from '../domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { moveAddress } from '../domain/move-address.ts';
import { resolveIdentity } from '../table/resolve-identity.ts';
import { writeEmailChange } from '../table/write-email-change.ts';
import { addressIdOf } from './change-wishes.ts';
import { checkNewIdentity } from './check-new-identity.ts';
import {
  dryRunMerge,
  mergeInto,
  type IdentityDeps,
  type MergeOutcome,
  type MergeRequest,
} from './merge-into.ts';

export interface EmailChange {
  /** Who asked. */
  by: string;
  origin: string;
  /** The address may be somebody else's, who becomes part of this person then. */
  merge?: boolean | undefined;
  /** Whether the address, or its owner, may come onto the black list by that. */
  mayBlock?: boolean | undefined;
}

/**
 * Changes a person's address. Their id stays, and the former address still leads to them. Throws a `Refusal`:
 * `invalid-input` for no address, `conflict` for one that is somebody else's, erased or on the black list, or when somebody
 * wrote to the person since they were read; `forbidden` where this would put an address or its owner on the black list and
 * the asker may not do that. Null removes the address of somebody with an id in a channel.
 */
export async function changeEmail(
  deps: IdentityDeps,
  person: Participant,
  newEmail: string | null,
  change: EmailChange,
): Promise<MergeOutcome> {
  const plan = await planEmail(deps, person, newEmail, change);
  if (plan === 'same') return { person };
  if ('owner' in plan) return mergeInto(deps, mergeOf(person, plan, change));
  return { person: await write(deps, person, change, plan) };
}

/** The person as `changeEmail` would leave them; throws what it would refuse, and writes nothing. */
export async function dryRunEmailChange(
  deps: IdentityDeps,
  person: Participant,
  newEmail: string | null,
  change: EmailChange,
): Promise<Participant> {
  const plan = await planEmail(deps, person, newEmail, change);
  if (plan === 'same') return person;
  if ('owner' in plan) return dryRunMerge(deps, mergeOf(person, plan, change), person, plan.owner).person;
  return plan.after;
}

/** The address is free, or the person's already. */
interface Move {
  after: Participant;
  /** The new address's id, when nobody ever had it. */
  pointer: string | undefined;
}

/** The address is somebody else's, who is to become part of the person. */
interface TakeOver {
  owner: Participant;
  email: { address: string; id: string };
}

async function planEmail(
  deps: IdentityDeps,
  person: Participant,
  newEmail: string | null,
  change: EmailChange,
): Promise<'same' | Move | TakeOver> {
  if (newEmail === null) return planWithout(deps, person);
  const parsed = parseEmail(newEmail);
  if (isEmailFault(parsed)) throw refusedEmail(parsed.code, parsed.message);
  const { address, key } = parsed;
  if (address === person.email) return 'same';
  const addressId = participantIdOf(deps.identityKey, key);
  const { id, found } = await resolveIdentity(deps.table, addressId);
  if (found?.kind === 'erased') throw erasedAddress();
  if (!found) checkNewIdentity(person, change.mayBlock);
  if (!found || id === person.id) return moveTo(deps, person, { address, id: addressId }, !found);
  checkOwner(found.person, change);
  return { owner: found.person, email: { address, id: addressId } };
}

function planWithout(deps: IdentityDeps, person: Participant): 'same' | Move {
  if (person.email === undefined) return 'same';
  if (person.externalId === undefined)
    throw refusedEmail('email-missing', 'Only somebody with an id in a channel can be without an address.');
  return moveTo(deps, person, undefined, false);
}

function moveTo(
  deps: IdentityDeps,
  person: Participant,
  to: { address: string; id: string } | undefined,
  isNew: boolean,
): Move {
  const pointer = isNew ? to?.id : undefined;
  const after: Participant = {
    ...person,
    ...moveAddress(person, addressIdOf(deps.identityKey, person), to?.id),
    email: to?.address,
    aliases: pointer === undefined ? person.aliases : new Set([...(person.aliases ?? []), pointer]),
  };
  checkAliases(after.aliases);
  return { after, pointer };
}

function checkOwner(owner: Participant, change: EmailChange): void {
  if (owner.blockedAt !== undefined)
    throw taken('address-blocked', 'This address is on the black list. An admin can unblock it.', owner.id);
  if (change.merge !== true)
    throw taken(
      'address-taken',
      `This address belongs to ${owner.id}. Repeat with "merge": true to make one person of the two.`,
      owner.id,
    );
}

function mergeOf(
  person: Participant,
  { owner, email }: TakeOver,
  { by, origin, mayBlock }: EmailChange,
): MergeRequest {
  return { survivorId: person.id, otherId: owner.id, by, origin, email, version: person.version, mayBlock };
}

async function write(
  deps: IdentityDeps,
  person: Participant,
  change: EmailChange,
  { after, pointer }: Move,
): Promise<Participant> {
  const at = new Date(deps.now()).toISOString();
  const outcome = await writeEmailChange(deps.table, {
    before: person,
    after,
    at,
    pointer,
    history: {
      participantId: person.id,
      at,
      act: newId('act', deps.now(), deps.random),
      kind: 'email-changed',
      actor: change.by,
      origin: change.origin,
      data: { from: person.email ?? null, to: after.email ?? null },
    },
  });
  if (outcome === 'taken')
    throw new Refusal('conflict', 'Somebody has just come in with this address. Try again.');
  if (outcome === 'changed')
    throw new Refusal('conflict', 'Somebody changed this participant since you read it. Read it again.');
  return { ...after, version: person.version + 1 };
}

function taken(code: FieldErrorCode, message: string, existingId: string): Refusal {
  return new Refusal('conflict', message, [{ field: 'email', code, message }], { existingId });
}

function refusedEmail(code: FieldErrorCode, message: string): Refusal {
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
