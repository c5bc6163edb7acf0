import * as z from 'zod';

/**
 * What is recorded at one address. Whoever moves to another address takes their opt-outs along, and they apply there until
 * somebody at that mailbox lifts them.
 */
export const AddressWish = z.object({
  /** Opted out of everything, ISO 8601. */
  optedOutAt: z.string().optional(),
  optedOutEvents: z.set(z.string()).optional(),
  /** Events opted into from this very mailbox: after opting out of everything, or by double opt-in. */
  liftedEvents: z.set(z.string()).optional(),
  /** Events opted into from another mailbox after opting out of everything: not an opt-in of this one. */
  sparedEvents: z.set(z.string()).optional(),
  /** The address does not exist. */
  bouncedAt: z.string().optional(),
  complainedAt: z.string().optional(),
});
export type AddressWish = z.infer<typeof AddressWish>;

/**
 * What a person allows: what is recorded at the address that mail goes to now, and what is kept for their other addresses.
 * It survives delete, merge and erase, and only the person can lift an opt-out, at the mailbox that opted out.
 */
export const Wish = z.object({
  ...AddressWish.shape,
  /** The id of the address that mail goes to now, where it is not that of the person. */
  addressId: z.string().optional(),
  /** What is recorded at the person's other addresses, by their ids: it applies again as soon as mail goes there. */
  formerWishes: z.record(z.string(), AddressWish).optional(),
  blockedAt: z.string().optional(),
  /**
   * The number of the round in which the person is asked whether they want mail: raised by each opt-in to an event, which
   * answers the question, and by each new address, whose holder was not asked yet. Within a round the question is asked
   * once per event.
   */
  askRound: z.number().optional(),
  /** The job that blocked the person and may undo it; missing when anybody else blocked them, too. */
  blockedBy: z.string().optional(),
});
export type Wish = z.infer<typeof Wish>;

export const ParticipantStatus = z.enum([
  'active',
  'unsubscribed',
  'bounced',
  'complained',
  'deleted',
  'blocked',
]);
export type ParticipantStatus = z.infer<typeof ParticipantStatus>;

/** The status of a person in one word; the strongest reason not to write comes first. */
export function participantStatus(person: Wish & { deletedAt?: string | undefined }): ParticipantStatus {
  if (person.blockedAt) return 'blocked';
  if (person.deletedAt) return 'deleted';
  if (person.complainedAt) return 'complained';
  if (person.bouncedAt) return 'bounced';
  if (person.optedOutAt) return 'unsubscribed';
  return 'active';
}

/** Whether the address can be reached at all: an opt-out can be lifted by the person, these cannot. */
export function isUnreachable(wish: Wish): boolean {
  return Boolean(wish.blockedAt ?? wish.complainedAt ?? wish.bouncedAt);
}

/** Whether the person wants no mail about this event. */
export function hasOptedOut(wish: AddressWish, eventId: string): boolean {
  if (wish.optedOutEvents?.has(eventId)) return true;
  if (!wish.optedOutAt) return false;
  return wish.liftedEvents?.has(eventId) !== true && wish.sparedEvents?.has(eventId) !== true;
}

/** Whether a registration has to wait for the person's own word. */
export function mustConfirm(wish: Wish | undefined, event: { id: string; doubleOptIn: boolean }): boolean {
  if (wish && hasOptedOut(wish, event.id)) return true;
  return event.doubleOptIn && !wish?.liftedEvents?.has(event.id);
}

/** Whether mail about this event may be sent; asked at sending, not only at planning. */
export function allowsMail(wish: Wish, eventId: string): boolean {
  return !isUnreachable(wish) && !hasOptedOut(wish, eventId);
}
