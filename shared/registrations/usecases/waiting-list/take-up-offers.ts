import { sendAll } from '../../../platform/queue/send-all.ts';
import type { Queue } from '../../../platform/queue/send-messages.ts';
import type { Table } from '../../../platform/table/table.ts';
import { sessionsWithOffers } from '../../table/waiting-list/offer-items.ts';
import type { SeatMessage } from '../wake-allocator.ts';

interface OfferDeps {
  table: Table;
  seats: Queue;
  now: () => number;
}

/** The sweeper comes every five minutes; one of its turns may be late. */
const AHEAD_MS = 7 * 60_000;
const MOST = 1_000;

/**
 * Wakes the allocator where offers of places end until the sweeper comes again, a second after the first of them ends, by
 * messages that wait until then. One that is lost costs five minutes: the offers stand in the table until they are ended.
 * Answers for how many sessions.
 */
export async function takeUpOffers({ table, seats, now }: OfferDeps): Promise<number> {
  const ending = await sessionsWithOffers(table, new Date(now() + AHEAD_MS).toISOString(), MOST);
  const byDelay = new Map<number, SeatMessage[]>();
  for (const { sessionId, until } of ending) {
    const delay = Math.max(0, Math.ceil((Date.parse(until) - now()) / 1000) + 1);
    byDelay.set(delay, [...(byDelay.get(delay) ?? []), { sessionId }]);
  }
  for (const [delay, messages] of byDelay) await sendAll(seats, messages, delay);
  return ending.length;
}
