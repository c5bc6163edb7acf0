import * as z from 'zod';

/**
 * What an address allows. It hangs on the address, not on the person: it survives delete, merge and erase,
 * and nobody but the person lifts an opt-out.
 */
export const Wish = z.object({
  /** Opted out of everything, ISO 8601. */
  optedOutAt: z.string().optional(),
  optedOutEvents: z.set(z.string()).optional(),
  /** Events the person opted into by their own act: after opting out of everything, or asked by double opt-in. */
  liftedEvents: z.set(z.string()).optional(),
  /** The address mail goes to now does not exist. */
  bouncedAt: z.string().optional(),
  /** The same of former addresses, by their id: a corrected address is free of them. */
  formerBounces: z.record(z.string(), z.string()).optional(),
  complainedAt: z.string().optional(),
  blockedAt: z.string().optional(),
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
export function hasOptedOut(wish: Wish, eventId: string): boolean {
  if (wish.optedOutEvents?.has(eventId)) return true;
  return Boolean(wish.optedOutAt) && !wish.liftedEvents?.has(eventId);
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
