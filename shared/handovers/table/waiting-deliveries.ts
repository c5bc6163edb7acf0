import { Delivery, isOverdue } from '../domain/delivery.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import { keyOf } from '../../platform/table/key.ts';
import { queryListPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { offPartition, waitingEnd, waitingPartition } from './delivery-keys.ts';

/** Reads the deliveries that the index names and that are still in the state: the index holds keys only, and may lag behind. */
async function readIn(
  table: Table,
  wanted: Delivery['status'],
  places: Record<string, unknown>[],
): Promise<Delivery[]> {
  const items = await getItems(table, places.map(keyOf));
  return items.map((item) => readItem(Delivery, 'delivery', item)).filter(({ status }) => status === wanted);
}

/** A page of the deliveries that wait for a destination to be switched on, shard by shard. */
export async function deliveriesOff(
  table: Table,
  destinationId: string,
  { shard, after }: ShardPlace,
  limit: number,
): Promise<{ deliveries: Delivery[]; next?: ShardPlace }> {
  const page = await queryListPage(table, { partition: offPartition(destinationId, shard), after, limit });
  const deliveries = await readIn(table, 'switched-off', page.items);
  const last = page.items.at(-1);
  if (page.more && last) return { deliveries, next: { shard, after: String(last['gsi2sk']) } };
  return { deliveries, ...(shard + 1 < SHARDS && { next: { shard: shard + 1 } }) };
}

/** A page of the deliveries whose next attempt is due after `since` and not after `until`, shard by shard. */
export async function dueDeliveries(
  table: Table,
  { since, until }: { since: string; until: string },
  { shard, after = waitingEnd(since) }: ShardPlace,
  limit: number,
): Promise<{ deliveries: Delivery[]; next?: ShardPlace }> {
  const partition = waitingPartition(shard);
  const page = await queryListPage(table, { partition, after, to: waitingEnd(until), limit });
  const found = await readIn(table, 'pending', page.items);
  const deliveries = found.filter(({ nextAttemptAt = '' }) => nextAttemptAt <= until);
  const last = page.items.at(-1);
  if (page.more && last) return { deliveries, next: { shard, after: String(last['gsi2sk']) } };
  return { deliveries, ...(shard + 1 < SHARDS && { next: { shard: shard + 1 } }) };
}

/** Deliveries that are overdue since the given instant (milliseconds), over all runs; at most `limit` a shard. */
export async function waitingDeliveries(
  table: Table,
  before: number,
  nowMs: number,
  limit: number,
): Promise<Delivery[]> {
  const to = new Date(before).toISOString();
  const pages = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryListPage(table, { partition: waitingPartition(shard), from: ' ', to, limit }),
    ),
  );
  const found = await readIn(
    table,
    'pending',
    pages.flatMap((page) => page.items),
  );
  return found.filter((delivery) => isOverdue(delivery, before, nowMs));
}
