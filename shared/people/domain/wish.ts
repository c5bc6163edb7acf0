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

/**
 * What two people allow who turn out to be one: an event is opted out of if either had opted out of it, and stays opted
 * into only where the other had not. Never allows what one of them had not. A bounce belongs to an address: whoever merges
 * moves the bounce of the address that is given up away first (`moveAddress`).
 */
export function strictestWish(survivor: Wish, other: Wish): Wish {
  const optedOutAt = earliest(survivor.optedOutAt, other.optedOutAt);
  const lifts = [
    ...(survivor.liftedEvents ?? []),
    // A lift of the other's opt-out counts; a double opt-in does not, since it confirmed the other's address.
    ...(other.optedOutAt === undefined ? [] : (other.liftedEvents ?? [])),
  ];
  return {
    optedOutAt,
    optedOutEvents: asSet([...(survivor.optedOutEvents ?? []), ...(other.optedOutEvents ?? [])]),
    liftedEvents: asSet(
      lifts.filter((eventId) => !hasOptedOut(survivor, eventId) && !hasOptedOut(other, eventId)),
    ),
    bouncedAt: earliest(survivor.bouncedAt, other.bouncedAt),
    formerBounces: asRecord({ ...other.formerBounces, ...survivor.formerBounces }),
    complainedAt: earliest(survivor.complainedAt, other.complainedAt),
    blockedAt: earliest(survivor.blockedAt, other.blockedAt),
    blockedBy: soleBlocker([survivor, other]),
    askRound: laterRound(survivor.askRound, other.askRound),
  };
}

/** What was asked in a round that is over must not pass for asked in the one to come. */
function laterRound(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function soleBlocker(wishes: Wish[]): string | undefined {
  const blockers = new Set(wishes.flatMap((wish) => (wish.blockedAt === undefined ? [] : [wish.blockedBy])));
  return blockers.size === 1 ? [...blockers][0] : undefined;
}

/**
 * The wish of a person whose mail goes to another address from now on (ids of addresses; undefined for none). Opt-outs,
 * complaints and blocks stay with the person, and so does what they opted into after opting out; a double opt-in confirmed
 * the former address only. A bounce stays with its address, and is there again when the address is.
 */
export function moveAddress(wish: Wish, from: string | undefined, to: string | undefined): Wish {
  if (from === to) return wish;
  const bounces = {
    ...wish.formerBounces,
    ...(from !== undefined && wish.bouncedAt !== undefined && { [from]: wish.bouncedAt }),
  };
  const left = Object.entries(bounces).filter(([address]) => address !== to);
  return {
    ...wish,
    liftedEvents: wish.optedOutAt === undefined ? undefined : wish.liftedEvents,
    askRound: (wish.askRound ?? 0) + 1,
    bouncedAt: to === undefined ? undefined : bounces[to],
    formerBounces: asRecord(Object.fromEntries(left)),
  };
}

/**
 * What an address allows that is taken from a person: nothing that they did not, and no opt-in of theirs, which counts for
 * the address that they have.
 */
export function releasedWish(wish: Wish, addressId: string): Wish {
  const { optedOutAt, optedOutEvents, complainedAt, blockedAt, formerBounces } = wish;
  const askRound = (wish.askRound ?? 0) + 1;
  return {
    optedOutAt,
    optedOutEvents,
    complainedAt,
    blockedAt,
    bouncedAt: formerBounces?.[addressId],
    askRound,
  };
}

/** The earlier of two instants; the first word stands. */
export function earliest(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** DynamoDB has no empty sets. */
const asSet = (entries: string[]): Set<string> | undefined =>
  entries.length === 0 ? undefined : new Set(entries);

const asRecord = (record: Record<string, string>): Record<string, string> | undefined =>
  Object.keys(record).length === 0 ? undefined : record;
