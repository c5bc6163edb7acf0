import * as z from 'zod';
import { deleteItems } from '../../../platform/table/delete-items.ts';
import { readItem, stamp } from '../../../platform/table/item.ts';
import { putItems } from '../../../platform/table/put-items.ts';
import { queryIndexPage, queryPage } from '../../../platform/table/query-page.ts';
import type { Table } from '../../../platform/table/table.ts';
import type { TransactItem } from '../../../platform/table/transact.ts';
import { ParticipantId, SessionId } from '../../../platform/values/ids.ts';
import { allOffers, offersByEndKey, offersKey, offersPartition } from '../registration-keys.ts';

const Offers = z.object({
  sessionId: SessionId,
  /** When they lapse. */
  until: z.string(),
  /** What made them: the step of the allocator, or a merge. */
  step: z.string(),
  /** The seats, and whom they are held for. Who has it no more took it, or left it. */
  offers: z.array(z.object({ participantId: ParticipantId, seat: z.string() })),
});
/** Places that are held until one moment. */
export type Offers = z.infer<typeof Offers>;

/** Of a session that is gone nobody looks at them any more. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

const offersItem = ({ sessionId, until, step, offers }: Offers) => ({
  ...offersKey(sessionId, until, step),
  ...offersByEndKey(until, sessionId),
  ...stamp('offers'),
  ...{ sessionId, until, step, offers },
  expiresAt: Math.floor((Date.parse(until) + KEPT_MS) / 1000),
});

/** Notes offers before they are made, so that each has an end; again = the same. */
export const putOffers = (table: Table, offers: Offers): Promise<void> =>
  putItems(table, [offersItem(offers)]);

/** The same in a transaction. */
export const offersWrite = (table: Table, offers: Offers): TransactItem => ({
  Put: { TableName: table.name, Item: offersItem(offers) },
});

export const dropOffers = (table: Table, offers: Offers[]): Promise<void> =>
  deleteItems(
    table,
    offers.map(({ sessionId, until, step }) => offersKey(sessionId, until, step)),
  );

/** What of a session's offers is looked at in one go. */
const AT_A_TIME = 100;

/** Offers of a session that end by a moment, or after one; the first to end first. Consistent. */
export async function offersOf(
  table: Table,
  sessionId: string,
  { by, after }: { by?: string; after?: string },
): Promise<Offers[]> {
  const { items } = await queryPage(table, {
    partition: offersPartition(sessionId),
    ...(after === undefined ? {} : { after: `${after}#~` }),
    ...(by === undefined ? {} : { to: `${by}#~` }),
    limit: AT_A_TIME,
    consistent: true,
  });
  return items.map((item) => readItem(Offers, 'offers', item));
}

/** Sessions with offers that end by a moment, each with when the first of them ends. From the index, which may lag a moment. */
export async function sessionsWithOffers(
  table: Table,
  by: string,
  most: number,
): Promise<{ sessionId: string; until: string }[]> {
  const { items } = await queryIndexPage(table, {
    partition: allOffers,
    from: '0',
    to: `${by}#~`,
    limit: most,
  });
  const first = new Map<string, string>();
  for (const { sessionId, until } of items.map((item) => readItem(Offers, 'offers', item)))
    if (!first.has(sessionId)) first.set(sessionId, until);
  return [...first].map(([sessionId, until]) => ({ sessionId, until }));
}
