import type { PersonChange } from '../domain/person-change.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { resolvePerson } from '../table/resolve-identity.ts';
import { changeEmail, dryRunEmailChange } from './change-email.ts';
import { changePerson, checkChange, refuseStale } from './change-person.ts';
import type { MergeOutcome } from './merge-into.ts';
import type { Act, PeopleDeps } from './person-act.ts';

/** An address, and what else is to change with it. */
export interface AddressedChange {
  email: string | null;
  /** The address may be somebody else's, who becomes part of the person then. */
  merge?: boolean | undefined;
  /** Whether the address, its owner or a new place in a channel may come onto the black list by that. */
  mayBlock?: boolean | undefined;
  others: PersonChange;
}

/**
 * Changes a person's address together with other values. These are two writes, so everything that could be refused is
 * checked before the first one, for the person as the new address leaves them.
 */
export async function changeWithEmail(
  deps: PeopleDeps,
  id: string,
  { email, merge, mayBlock, others }: AddressedChange,
  act: Act,
  seenVersion?: number,
): Promise<MergeOutcome> {
  const seen = await resolvePerson(deps.table, id);
  if (!seen) throw new Refusal('not-found', 'There is no such participant.');
  refuseStale(seen, seenVersion);
  const change = { by: act.actor, origin: act.origin, merge, mayBlock };
  const foreseen = await dryRunEmailChange(deps, seen, email, change);
  await checkChange(deps, foreseen, others, mayBlock);
  const moved = await changeEmail(deps, seen, email, change);
  return { ...moved, person: await changePerson(deps, id, others, act, { mayBlock }) };
}
