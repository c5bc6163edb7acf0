import type { Patch } from '../../platform/values/patch.ts';
import type { AddressWish, Wish } from './wish.ts';

/** Something that stops mail. Recording it twice, or recording it after an opt-out of everything, changes nothing. */
export interface WishChange {
  /** What the address allows afterwards. */
  (wish: AddressWish): AddressWish;
}

/** What is written to the trace of an erased person, of whom nothing else is known. */
export const tracePatches = {
  optedOut: (at: string): Patch => ({
    keep: { optedOutAt: at },
    remove: ['liftedEvents', 'sparedEvents'],
  }),
  optedOutOf: (eventId: string): Patch => ({
    addTo: { optedOutEvents: eventId },
    takeFrom: { liftedEvents: eventId, sparedEvents: eventId },
  }),
  complained: (at: string): Patch => ({ keep: { complainedAt: at } }),
  bounced: (at: string): Patch => ({ keep: { bouncedAt: at } }),
};

/** Opts out of everything; events that the person had opted into again are opted out of with it. */
export const optedOut =
  (at: string): WishChange =>
  (wish) => ({
    ...wish,
    optedOutAt: wish.optedOutAt ?? at,
    liftedEvents: undefined,
    sparedEvents: undefined,
  });

export const optedOutOf =
  (eventId: string): WishChange =>
  (wish) => ({
    ...wish,
    optedOutEvents: new Set([...(wish.optedOutEvents ?? []), eventId]),
    liftedEvents: without(wish.liftedEvents, eventId),
    sparedEvents: without(wish.sparedEvents, eventId),
  });

export const complained =
  (at: string): WishChange =>
  (wish) => ({ ...wish, complainedAt: wish.complainedAt ?? at });

/** The address does not exist. */
export const bounced =
  (at: string): WishChange =>
  (wish) => ({ ...wish, bouncedAt: wish.bouncedAt ?? at });

/** Lifts the opt-out of everything; opt-outs of single events stay. */
export const optedIn: WishChange = (wish) => ({ ...wish, optedOutAt: undefined, sparedEvents: undefined });

/** Opts into one event; double opt-in asks for it. */
export const optedInTo =
  (eventId: string): WishChange =>
  (wish) => ({
    ...wish,
    liftedEvents: new Set([...(wish.liftedEvents ?? []), eventId]),
    optedOutEvents: without(wish.optedOutEvents, eventId),
    sparedEvents: without(wish.sparedEvents, eventId),
  });

/** The events that the person opted into, at this address or another one of theirs. */
export function optInsOf(wish: Wish): Set<string> {
  const words = [wish, ...Object.values(wish.formerWishes ?? {})];
  return new Set(
    words.flatMap(({ liftedEvents = [], sparedEvents = [] }) => [...liftedEvents, ...sparedEvents]),
  );
}

/** Forgets opt-ins to events that nobody is mailed about any more. No opt-out is ever forgotten. */
export function withoutOptIns(wish: Wish, eventIds: ReadonlySet<string>): Wish {
  const left = <T extends AddressWish>(words: T): T => ({
    ...words,
    liftedEvents: without(words.liftedEvents, ...eventIds),
    sparedEvents: without(words.sparedEvents, ...eventIds),
  });
  const { formerWishes } = wish;
  const former = Object.entries(formerWishes ?? {}).map(([id, words]) => [id, left(words)] as const);
  return { ...left(wish), formerWishes: formerWishes && Object.fromEntries(former) };
}

/** DynamoDB has no empty sets. */
function without(events: Set<string> | undefined, ...gone: string[]): Set<string> | undefined {
  const left = new Set(events).difference(new Set(gone));
  return left.size === 0 ? undefined : left;
}
