import type { Registration } from './registration.ts';

/** The name of a seat that goes to somebody else: the allocator knows a seat's holder by the two. One without a name gets its first from the allocator. */
const renamed = (seat: Registration['seat']): Registration['seat'] =>
  typeof seat === 'string' ? `${seat}+` : seat;

/**
 * Gives the place of one registration to another: its seat, or its place in the line where the other has none before it.
 * Who has still to confirm keeps the seat until then.
 */
export function withPlaceOf(giver: Registration, receiver: Registration): Registration {
  if (giver.status !== 'waitlisted') {
    const status = receiver.status === 'pending' ? 'pending' : 'registered';
    return { ...receiver, status, seat: renamed(giver.seat), place: undefined, waitsSince: undefined };
  }
  if (receiver.status === 'pending') return receiver;
  const [place] = [giver.place, receiver.place].filter((one) => one !== undefined).toSorted();
  return { ...receiver, status: 'waitlisted', place };
}
