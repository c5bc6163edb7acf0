import { identitiesOf } from './identities-of.ts';
import { addressInUse, changeWishAt } from './move-address.ts';
import type { Participant } from './participant.ts';
import { optedOut } from './wish-changes.ts';
import { Wish } from './wish.ts';

/**
 * The wish of a person who opted out of everything in another way than by a link of ours. Such an opt-out names no address,
 * so it is recorded at all addresses of the person. A person with one identity has one address.
 */
export function optedOutEverywhere(person: Participant, at: string): Wish {
  const others = person.aliases === undefined ? [] : identitiesOf(person);
  return changeWishAt({ wish: Wish.parse(person), addressId: addressInUse(person) }, others, optedOut(at));
}
