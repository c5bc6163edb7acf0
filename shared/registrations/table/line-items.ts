import * as z from 'zod';
import { turnOf, type Asker, type LineHead } from '../domain/line.ts';
import type { Registration } from '../domain/registration.ts';
import { deleteItems } from '../../platform/table/delete-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { keyOf, type Key } from '../../platform/table/key.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import type { TransactItem } from '../../platform/table/transact.ts';
import { ParticipantId } from '../../platform/values/ids.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { freedSeatKey, linePartition, newcomerKey, waiterKey, waiterPrefix } from './registration-keys.ts';

/** What is read of each shard at a time. */
const HEAD = 25;

type Asking = Pick<Registration, 'sessionId' | 'participantId'> & { place: string };

const LineItem = z.object({
  participantId: ParticipantId,
  place: z.string(),
  /** They are not there any more: the entry goes when its turn comes. */
  left: z.boolean().optional(),
});

const newcomerItem = ({ sessionId, participantId, place }: Asking) => ({
  ...newcomerKey(sessionId, participantId, turnOf({ participantId, place })),
  ...stamp('newcomer'),
  ...{ sessionId, participantId, place },
});

/**
 * What the write of a registration takes with it: its entry in the line when it asks for a seat from now on, and word of
 * the seat that it leaves. Who leaves the line leaves their entry: whoever meets it finds nobody there who waits.
 */
export function seatWrites(
  table: Table,
  after: Registration,
  before: Registration | undefined,
): TransactItem[] {
  const { place } = after;
  return [
    ...(place === undefined || place === before?.place
      ? []
      : [{ Put: { TableName: table.name, Item: newcomerItem({ ...after, place }) } }]),
    ...(before && before.seat !== after.seat ? leaveSeat(table, before) : []),
  ];
}

type Seated = Pick<Registration, 'sessionId' | 'participantId' | 'seat'>;

/** Word of the seat that a registration leaves, if it has one; the allocator counts it. */
export function leaveSeat(table: Table, registration: Seated): TransactItem[] {
  return leftSeat(table, registration, 1);
}

/** Word of a seat that a registration takes with it to another person under another name: none becomes free. */
export function renameSeat(table: Table, registration: Registration): TransactItem[] {
  return leftSeat(table, registration, 0);
}

/** Word that whoever knew that they wait does so no more, at their entry in the line: it does not count before the others. */
export function leavePlace(table: Table, { sessionId, participantId, ...one }: Registration): TransactItem[] {
  const { place, waitsSince } = one;
  if (place === undefined || waitsSince === undefined) return [];
  const item = waiterItem(sessionId, { participantId, place });
  return [{ Put: { TableName: table.name, Item: { ...item, left: true } } }];
}

/** A seat without a name is not counted yet, so that leaving it frees none; the allocator looks all the same. */
function leftSeat(table: Table, registration: Seated, frees: 0 | 1): TransactItem[] {
  const { sessionId, participantId, seat } = registration;
  if (seat === undefined) return [];
  const [name, freed] = seat === true ? [`of-${participantId}`, 0] : [seat, frees];
  const key = freedSeatKey(sessionId, participantId, name);
  return [{ Put: { TableName: table.name, Item: { ...key, ...stamp('freed-seat'), sessionId, freed } } }];
}

/** Puts those of an import into the line that ask for a seat; again = the same. */
export async function putNewcomers(table: Table, registrations: Registration[]): Promise<void> {
  const asking = registrations.flatMap(({ place, ...one }) =>
    place === undefined ? [] : [{ ...one, place }],
  );
  await putItems(table, asking.map(newcomerItem));
}

/** Notes that these wait, who came as newcomers. */
export async function putWaiters(table: Table, sessionId: string, askers: Asker[]): Promise<void> {
  await putItems(
    table,
    askers.map((one) => waiterItem(sessionId, one)),
  );
}

const waiterItem = (sessionId: string, { participantId, place }: Pick<Asker, 'participantId' | 'place'>) => ({
  ...waiterKey(sessionId, participantId, turnOf({ participantId, place })),
  ...stamp('waiter'),
  ...{ sessionId, participantId, place },
});

/** Takes those out of the line who were answered, and words of freed seats that are counted. */
export function clearLine(
  table: Table,
  sessionId: string,
  answered: Asker[],
  counted: Key[] = [],
): Promise<void> {
  return deleteItems(table, [...answered.map((one) => entryKey(sessionId, one)), ...counted]);
}

const entryKey = (sessionId: string, { isTold, ...asker }: Asker): Key =>
  (isTold ? waiterKey : newcomerKey)(sessionId, asker.participantId, turnOf(asker));

const FreedItem = z.object({ pk: z.string(), sk: z.string(), freed: z.number() });
export type FreedSeat = Key & { freed: number };

export interface Line extends LineHead {
  freed: FreedSeat[];
}

/** The heads of a session's line, and the seats that were given up; `isExact`: as they stand now, for twice the units. */
export async function readLine(table: Table, sessionId: string, { isExact = true } = {}): Promise<Line> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, async (_, shard) =>
      readShard(table, linePartition(sessionId, shard), isExact),
    ),
  );
  const ends = shards.flatMap(({ until }) => (until === undefined ? [] : [until])).sort();
  return {
    freed: shards.flatMap(({ freed }) => freed),
    newcomers: shards.flatMap(({ newcomers }) => newcomers),
    waiters: shards.flatMap(({ waiters }) => waiters),
    until: ends[0],
  };
}

const readNewcomer = (item: Record<string, unknown>): Asker => ({
  ...readItem(LineItem, 'newcomer', item),
  isTold: false,
});

/** Somebody who knows that they wait, by their entry in the line. */
export const readWaiter = (item: Record<string, unknown>): Asker => ({
  ...readItem(LineItem, 'waiter', item),
  isTold: true,
});

async function readShard(table: Table, partition: string, consistent: boolean): Promise<Line> {
  const first = await queryPage(table, { partition, limit: HEAD, consistent });
  const last = first.items.at(-1);
  // Where newcomers fill the page, those who wait stand behind it.
  const isCut = first.more && last?.['entity'] !== 'waiter';
  const second = isCut
    ? await queryPage(table, { partition, prefix: waiterPrefix, limit: HEAD, consistent })
    : { items: [], more: false };
  const items = [...first.items, ...second.items];
  const of = (entity: string) => items.filter((item) => item['entity'] === entity);
  const newcomers = of('newcomer').map(readNewcomer);
  const waiters = of('waiter').map(readWaiter);
  const ends = [
    ...(isCut ? [newcomers.at(-1)] : []),
    ...((isCut ? second.more : first.more) ? [waiters.at(-1)] : []),
  ].map((one) => (one ? turnOf(one) : ''));
  return {
    freed: of('freed-seat').map((item) => ({
      ...keyOf(item),
      freed: readItem(FreedItem, 'freed-seat', item).freed,
    })),
    newcomers,
    waiters,
    until: ends.sort()[0],
  };
}
