import { isDeepStrictEqual } from 'node:util';
import { AddressWish, hasOptedOut, type Wish } from './wish.ts';

/** A person's wish, with the id of the address that mail to them goes to; undefined for none. */
export interface WishAtAddress {
  wish: Wish;
  addressId: string | undefined;
}

/** The id of the address that mail to somebody goes to; undefined where it goes nowhere. */
export const addressInUse = ({
  id,
  email,
  addressId,
}: {
  id: string;
  email?: string | undefined;
  addressId?: string | undefined;
}): string | undefined => (email === undefined ? undefined : (addressId ?? id));

/**
 * The wish of a person whose address changes (ids of addresses; undefined for none). What was recorded at the former
 * address stays with it. At the new one everything recorded there before applies again, and with it the person's own
 * opt-outs, which follow them. Their opt-ins do not follow: they were given from another mailbox.
 */
export function moveAddress(wish: Wish, from: string | undefined, to: string | undefined): Wish {
  if (from === to) return wish;
  const { blockedAt, blockedBy, formerWishes, askRound = 0 } = wish;
  const left = new Map(Object.entries(formerWishes ?? {}));
  const inUse = wishInUse(wish);
  if (from !== undefined) keepAt(left, from, inUse);
  const saidThere = to === undefined ? undefined : left.get(to);
  if (to !== undefined) left.delete(to);
  return {
    ...strictestWish(saidThere ?? {}, followingWish(inUse)),
    addressId: to,
    formerWishes: asRecord(left),
    blockedAt,
    blockedBy,
    askRound: askRound + 1,
  };
}

/**
 * The wish of two people who are merged. Mail goes where it went to the survivor, or to the other's address if the survivor
 * had none. Everything that either of them had opted out of stays opted out, and each address keeps what was recorded at
 * it.
 */
export function mergeWishes(survivor: WishAtAddress, other: WishAtAddress): Wish {
  const gone = moveAddress(other.wish, other.addressId, undefined);
  const merged: Wish = {
    ...strictestWish(wishInUse(survivor.wish), wishInUse(gone)),
    addressId: survivor.wish.addressId,
    formerWishes: strictestByAddress(survivor.wish, gone),
    blockedAt: earliest(survivor.wish.blockedAt, gone.blockedAt),
    blockedBy: soleBlocker([survivor.wish, gone]),
    askRound: laterRound(survivor.wish.askRound, gone.askRound),
  };
  return survivor.addressId === undefined ? moveAddress(merged, undefined, other.addressId) : merged;
}

/** The wish of an identity that is taken from a person: it allows exactly what it allowed before. */
export function wishAt({ wish, addressId }: WishAtAddress, identity: string): Wish {
  return { ...moveAddress(wish, addressId, identity), addressId: undefined, formerWishes: undefined };
}

/** The stricter of two wishes: an event is opted out of if either says so, and opted into only if both allow it. */
export function strictestWish(one: AddressWish, other: AddressWish): AddressWish {
  const isAllowed = (eventId: string) => !hasOptedOut(one, eventId) && !hasOptedOut(other, eventId);
  const optedOutAt = earliest(one.optedOutAt, other.optedOutAt);
  const lifted = [one, other].flatMap(({ liftedEvents = [] }) => [...liftedEvents]).filter(isAllowed);
  const spared = [one, other].flatMap(({ sparedEvents = [] }) => [...sparedEvents]).filter(isAllowed);
  return {
    optedOutAt,
    optedOutEvents: asSet([...(one.optedOutEvents ?? []), ...(other.optedOutEvents ?? [])]),
    liftedEvents: asSet(lifted),
    sparedEvents:
      optedOutAt === undefined ? undefined : asSet(spared.filter((eventId) => !lifted.includes(eventId))),
    bouncedAt: earliest(one.bouncedAt, other.bouncedAt),
    complainedAt: earliest(one.complainedAt, other.complainedAt),
  };
}

/**
 * Records an opt-out, bounce or complaint at one of a person's addresses: it stays with that address, and it applies at the
 * one that mail goes to now, whichever that is. Where nobody knows at which address it came, it is recorded at all of them.
 */
export function changeWishAt(
  { wish, addressId }: WishAtAddress,
  saidAt: Iterable<string>,
  word: (wish: AddressWish) => AddressWish,
): Wish {
  const former = new Map(Object.entries(wish.formerWishes ?? {}));
  for (const id of saidAt) if (id !== addressId) keepAt(former, id, word(former.get(id) ?? {}));
  return { ...wish, ...word(wishInUse(wish)), formerWishes: asRecord(former) };
}

/** What was recorded at the address in use, or followed the person there. */
export function wishInUse(wish: Wish): AddressWish {
  return { ...nothingSaid, ...AddressWish.parse(wish) };
}

const nothingSaid: AddressWish = {
  optedOutAt: undefined,
  optedOutEvents: undefined,
  liftedEvents: undefined,
  sparedEvents: undefined,
  bouncedAt: undefined,
  complainedAt: undefined,
};

/** What follows a person to another address. A bounce stays with the address. */
function followingWish({ optedOutAt, optedOutEvents, complainedAt, ...wish }: AddressWish): AddressWish {
  const spared = [...(wish.liftedEvents ?? []), ...(wish.sparedEvents ?? [])];
  return {
    optedOutAt,
    optedOutEvents,
    complainedAt,
    sparedEvents: optedOutAt === undefined ? undefined : asSet(spared),
  };
}

/** DynamoDB keeps no undefined values, and what is read back is compared with what was written. */
function keepAt(wishes: Map<string, AddressWish>, id: string, wish: AddressWish): void {
  const said = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  if (Object.keys(said).length === 0) wishes.delete(id);
  else wishes.set(id, AddressWish.parse(said));
}

function strictestByAddress(one: Wish, other: Wish): Wish['formerWishes'] {
  const wishes = new Map(Object.entries(one.formerWishes ?? {}));
  for (const [id, wish] of Object.entries(other.formerWishes ?? {}))
    keepAt(wishes, id, strictestWish(wishes.get(id) ?? {}, wish));
  return asRecord(wishes);
}

/** Whether two wishes are the same, whatever is left out or undefined in them. */
export function isSameWish(one: Wish, other: Wish): boolean {
  const told = (wish: Wish) => Object.entries(wish).filter(([, value]) => value !== undefined);
  return isDeepStrictEqual(new Map(told(one)), new Map(told(other)));
}

/** The earlier of two instants: what was recorded first stands. */
export function earliest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** The later round of the two, so that a question of a former round does not count as asked. */
function laterRound(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function soleBlocker(wishes: Wish[]): string | undefined {
  const blockers = new Set(wishes.flatMap((wish) => (wish.blockedAt === undefined ? [] : [wish.blockedBy])));
  return blockers.size === 1 ? [...blockers][0] : undefined;
}

/** DynamoDB has no empty sets. */
const asSet = (entries: string[]): Set<string> | undefined =>
  entries.length === 0 ? undefined : new Set(entries);

const asRecord = (wishes: Map<string, AddressWish>): Wish['formerWishes'] =>
  wishes.size === 0 ? undefined : Object.fromEntries(wishes);
