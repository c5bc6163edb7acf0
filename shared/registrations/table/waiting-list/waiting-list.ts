import * as z from 'zod';
import { queryPage } from '../../../platform/table/query-page.ts';
import type { Table } from '../../../platform/table/table.ts';
import { SHARDS } from '../../../platform/values/shard.ts';
import { turnOf } from '../../domain/line.ts';
import { isOffered } from '../../domain/offer.ts';
import { belongsToSomebody, type Registration } from '../../domain/registration.ts';
import { readWaiter } from '../line-items.ts';
import { offersOf } from './offer-items.ts';
import { linePartition, waiterPrefix } from '../registration-keys.ts';
import { getRegistrations } from '../registration-items.ts';

/** How far a waiting list was listed: whose offer was the last one, or whose turn, and how many there were before. */
export const WaitingPlace = z.object({
  offer: z.string().optional(),
  turn: z.string().optional(),
  count: z.number(),
});
export type WaitingPlace = z.infer<typeof WaitingPlace>;

interface Waiting {
  /** Where they stand in the line; none for those whom a place is offered to. */
  place?: number;
  registration: Registration;
}

/**
 * A page of those who wait for a seat of a session: first those whom a place is offered to, then the line in its order. Of
 * the line, each shard's next ones are read, one read unit for some forty entries.
 */
export async function listWaiting(
  table: Table,
  sessionId: string,
  from: WaitingPlace | undefined,
  limit: number,
): Promise<{ waiting: Waiting[]; next?: WaitingPlace }> {
  if (from?.turn !== undefined) return linePage(table, sessionId, from, limit);
  const offered = await offeredPage(table, sessionId, from?.offer, limit);
  if (offered.next) return offered;
  const room = limit - offered.waiting.length;
  if (room === 0) return { ...offered, next: { turn: '', count: 0 } };
  const { waiting, next } = await linePage(table, sessionId, { turn: '', count: 0 }, room);
  return { waiting: [...offered.waiting, ...waiting], ...(next && { next }) };
}

interface Held {
  participantId: string;
  seat: string;
  /** Where it stands among the offers, as text in order. */
  at: string;
}

async function offeredPage(
  table: Table,
  sessionId: string,
  after: string | undefined,
  limit: number,
): Promise<{ waiting: Waiting[]; next?: WaitingPlace }> {
  const items = await offersOf(table, sessionId, {});
  const all = items
    .flatMap(({ until, offers }) => offers.map((one): Held => ({ ...one, at: `${until} ${one.seat}` })))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const left = all.filter(({ at }) => after === undefined || at > after);
  const waiting: Waiting[] = [];
  // Most of an older step took their places, or left them.
  while (left.length > 0 && waiting.length < limit) {
    const some = left.splice(0, limit - waiting.length);
    const found = await registrationsBy(table, sessionId, some);
    const open = some.flatMap(({ participantId, seat }) => {
      const registration = found.get(participantId);
      return registration && isOffered(registration) && registration.seat === seat ? [registration] : [];
    });
    waiting.push(...open.map((registration) => ({ registration })));
    if (waiting.length >= limit && left.length > 0)
      return { waiting, next: { offer: some.at(-1)?.at, count: 0 } };
  }
  return { waiting };
}

async function linePage(
  table: Table,
  sessionId: string,
  { turn = '', count }: WaitingPlace,
  limit: number,
): Promise<{ waiting: Waiting[]; next?: WaitingPlace }> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryPage(table, {
        partition: linePartition(sessionId, shard),
        after: `${waiterPrefix}${turn}`,
        limit,
      }),
    ),
  );
  const entries = shards
    .flatMap(({ items }) => items.map(readWaiter))
    .toSorted((a, b) => (turnOf(a) < turnOf(b) ? -1 : 1));
  const some = entries.slice(0, limit);
  const found = await registrationsBy(table, sessionId, some);
  const standing = some.flatMap(({ participantId, place }) => {
    const registration = found.get(participantId);
    const isThere = registration?.status === 'waitlisted' && registration.place === place;
    return isThere && belongsToSomebody(registration) ? [registration] : [];
  });
  const last = some.at(-1);
  const goesOn = entries.length > limit || shards.some(({ more }) => more);
  return {
    waiting: standing.map((registration, n): Waiting => ({ registration, place: count + n + 1 })),
    ...(last && goesOn && { next: { turn: turnOf(last), count: count + standing.length } }),
  };
}

async function registrationsBy(
  table: Table,
  sessionId: string,
  people: { participantId: string }[],
): Promise<Map<string, Registration>> {
  const ids = [...new Set(people.map(({ participantId }) => participantId))];
  const found = await getRegistrations(
    table,
    ids.map((participantId) => ({ sessionId, participantId })),
  );
  return new Map(found.map((one) => [one.participantId, one]));
}
