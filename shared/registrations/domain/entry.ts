import { mustConfirm, type Wish } from '../../people/domain/wish.ts';
import type { Registration } from './registration.ts';

/** How somebody comes in: with a place, or waiting for a word. */
export type Entry = Pick<Registration, 'status' | 'awaits'>;

/** How somebody comes in who registers. The person's own word comes first: an organizer decides about people who exist. */
export function entryOf(
  wish: Wish | undefined,
  event: { id: string; doubleOptIn: boolean; approval: boolean },
  byOrganizer = false,
): Entry {
  if (mustConfirm(wish, event)) return { status: 'pending' };
  return event.approval && !byOrganizer
    ? { status: 'pending', awaits: 'approval' }
    : { status: 'registered' };
}

/** Whether an organizer has still to decide, once the person has confirmed: not about those whom organizers brought in. */
export const needsApproval = (
  { approval }: { approval: boolean },
  { source }: Pick<Registration, 'source'>,
): boolean => approval && source === 'self-registration';
