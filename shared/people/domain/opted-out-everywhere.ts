import { identitiesOf } from './identities-of.ts';
import { addressInUse, withWord } from './move-address.ts';
import type { Participant } from './participant.ts';
import { optedOut } from './wish-words.ts';
import { Wish } from './wish.ts';

/**
 * What a person allows who opted out of everything by another way than a link of ours, so that nobody knows at which of
 * their addresses: at all of them. Whoever has but one identity has but one address.
 */
export function optedOutEverywhere(person: Participant, at: string): Wish {
  const others = person.aliases === undefined ? [] : identitiesOf(person);
  return withWord({ wish: Wish.parse(person), addressId: addressInUse(person) }, others, optedOut(at));
}
