import * as z from 'zod';

/**
 * What was said at one address, or reached it: whoever moves to another address takes their words against mail along, and
 * they stand there until somebody at that mailbox lifts them.
 */
export const AddressWish = z.object({
  /** Opted out of everything, ISO 8601. */
  optedOutAt: z.string().optional(),
  optedOutEvents: z.set(z.string()).optional(),
  /** Events opted into at this very mailbox: after opting out of everything, or asked by double opt-in. */
  liftedEvents: z.set(z.string()).optional(),
  /** Events that the word about everything had been lifted for at another mailbox: no opt-in of this one. */
  sparedEvents: z.set(z.string()).optional(),
  /** The address does not exist. */
  bouncedAt: z.string().optional(),
  complainedAt: z.string().optional(),
});
export type AddressWish = z.infer<typeof AddressWish>;

/**
 * What a person allows: what was said at the address that mail goes to now, and what stays with their other addresses. It
 * survives delete, merge and erase, and nobody lifts an opt-out but the person, at the mailbox that opted out.
 */
export const Wish = z.object({
  ...AddressWish.shape,
  /** The id of the address that mail goes to now, where it is not that of the person. */
  addressId: z.string().optional(),
  /** What was said at the person's other addresses, by their ids: in force again as soon as mail goes there. */
  formerWishes: z.record(z.string(), AddressWish).optional(),
  blockedAt: z.string().optional(),
  /**
   * How often what the person is asked (whether they want mail) may be asked anew: raised by each opt-in to an event, which
   * answers it, and by each new address, whose holder was not asked. Within a round it is asked once per event.
   */
  askRound: z.number().optional(),
  /** The job that alone blocked, and may take it back; nothing where anybody else did, too. */
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

/** The wish and the life of a person in one word; the strongest reason not to write comes first. */
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
