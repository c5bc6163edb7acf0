import type { Patch } from '../../platform/values/patch.ts';
import type { AddressWish } from './wish.ts';

/** Something said against mail. Who says it twice, or more when all is said, changes nothing. */
export interface WishWord {
  /** What the address allows afterwards. */
  (wish: AddressWish): AddressWish;
}

/** What is written at the trace of somebody who was erased, of whom nothing else is known. */
export const traceOf = {
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

/** The word about everything; what was lifted for single events ends with it. */
export const optedOut =
  (at: string): WishWord =>
  (wish) => ({
    ...wish,
    optedOutAt: wish.optedOutAt ?? at,
    liftedEvents: undefined,
    sparedEvents: undefined,
  });

export const optedOutOf =
  (eventId: string): WishWord =>
  (wish) => ({
    ...wish,
    optedOutEvents: new Set([...(wish.optedOutEvents ?? []), eventId]),
    liftedEvents: without(wish.liftedEvents, eventId),
    sparedEvents: without(wish.sparedEvents, eventId),
  });

export const complained =
  (at: string): WishWord =>
  (wish) => ({ ...wish, complainedAt: wish.complainedAt ?? at });

/** The address does not exist. */
export const bounced =
  (at: string): WishWord =>
  (wish) => ({ ...wish, bouncedAt: wish.bouncedAt ?? at });

/** Takes the word about everything back; what was said of single events stays. */
export const optedIn: WishWord = (wish) => ({ ...wish, optedOutAt: undefined, sparedEvents: undefined });

/** Lifts what was said for one event, and is what double opt-in asks for. */
export const optedInTo =
  (eventId: string): WishWord =>
  (wish) => ({
    ...wish,
    liftedEvents: new Set([...(wish.liftedEvents ?? []), eventId]),
    optedOutEvents: without(wish.optedOutEvents, eventId),
    sparedEvents: without(wish.sparedEvents, eventId),
  });

/** DynamoDB has no empty sets. */
function without(events: Set<string> | undefined, eventId: string): Set<string> | undefined {
  const left = new Set([...(events ?? [])].filter((one) => one !== eventId));
  return left.size === 0 ? undefined : left;
}
