import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Delivery } from '../domain/delivery.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { insertNew } from '../../platform/table/insert-new.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import {
  deliveriesPartition,
  deliveryKey,
  waitingEnd,
  waitingKey,
  waitingPartition,
} from './delivery-keys.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { walkShards } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';

const read = (item: Record<string, unknown>): Delivery => readItem(Delivery, 'delivery', item);

/** Records up to 25 new deliveries; those that exist already stay as they are. */
export async function insertDeliveries(table: Table, deliveries: Delivery[]): Promise<void> {
  await insertNew(table, deliveries, itemOf);
}

function itemOf(delivery: Delivery): Record<string, unknown> {
  const { runId, participantId, nextAttemptAt } = delivery;
  return {
    ...deliveryKey(runId, participantId),
    ...(nextAttemptAt !== undefined && waitingKey(runId, participantId, nextAttemptAt)),
    ...stamp('delivery'),
    ...delivery,
  };
}

export async function getDelivery(
  table: Table,
  runId: string,
  participantId: string,
): Promise<Delivery | undefined> {
  const item = await getItem(table, deliveryKey(runId, participantId));
  return item && read(item);
}

/** Those of the people to whom the run has a delivery, by id. Any number of different ones; consistent. */
export async function whoHasDelivery(
  table: Table,
  runId: string,
  participantIds: string[],
): Promise<Set<string>> {
  const keys = participantIds.map((id) => deliveryKey(runId, id));
  return new Set((await getItems(table, keys)).map((item) => read(item).participantId));
}

/** One page of a run's deliveries, shard by shard. */
export async function listDeliveries(
  table: Table,
  runId: string,
  place: ShardPlace,
  limit: number,
): Promise<{ deliveries: Delivery[]; next?: ShardPlace }> {
  const page = await walkShards(table, (shard) => deliveriesPartition(runId, shard), place, limit);
  return { deliveries: page.items.map(read), ...(page.next && { next: page.next }) };
}

/**
 * Writes a delivery's next state if it is still as it was read (status, attempts, round, lease); false when somebody else
 * was first. A pending one with a next attempt is found by `waitingDeliveries`.
 */
export async function saveDelivery(table: Table, read: Delivery, next: Delivery): Promise<boolean> {
  const { status, attempts, round, log, nextAttemptAt, leaseUntil, reason, finishedAt } = next;
  const waiting =
    status === 'pending' && nextAttemptAt !== undefined
      ? waitingKey(next.runId, next.participantId, nextAttemptAt)
      : {};
  const set = { status, attempts, round, log, nextAttemptAt, leaseUntil, reason, finishedAt, ...waiting };
  const optional = ['nextAttemptAt', 'leaseUntil', 'reason', 'finishedAt', 'gsi1pk', 'gsi1sk'];
  const present = new Set(
    Object.entries(set).flatMap(([name, value]) => (value === undefined ? [] : [name])),
  );
  const update = updateExpression({ set, remove: optional.filter((name) => !present.has(name)) });
  const lease =
    read.leaseUntil === undefined ? 'attribute_not_exists(#u_leaseUntil)' : '#u_leaseUntil = :lease';
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: deliveryKey(next.runId, next.participantId),
        ...update,
        ConditionExpression: `#u_status = :status AND #u_attempts = :attempts AND #u_round = :round AND ${lease}`,
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':status': read.status,
          ':attempts': read.attempts,
          ':round': read.round,
          ...(read.leaseUntil !== undefined && { ':lease': read.leaseUntil }),
        },
      }),
    ),
  );
}

/** One page of the deliveries whose next attempt is due after `since`, at `until` at the latest; shard by shard. */
export async function dueDeliveries(
  table: Table,
  { since, until }: { since: string; until: string },
  { shard, after = waitingEnd(since) }: ShardPlace,
  limit: number,
): Promise<{ deliveries: Delivery[]; next?: ShardPlace }> {
  const page = await queryIndexPage(table, { partition: waitingPartition(shard), after, limit });
  const found = page.items.map(read);
  const deliveries = found.filter(({ nextAttemptAt = '' }) => nextAttemptAt <= until);
  const last = page.items.at(-1);
  if (page.more && last && deliveries.length === found.length)
    return { deliveries, next: { shard, after: String(last['gsi1sk']) } };
  return { deliveries, ...(shard + 1 < SHARDS && { next: { shard: shard + 1 } }) };
}

/** Deliveries whose next attempt was due before the given instant, over all runs; at most `limit` a shard. */
export async function waitingDeliveries(table: Table, before: string, limit: number): Promise<Delivery[]> {
  const pages = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryIndexPage(table, { partition: waitingPartition(shard), limit }),
    ),
  );
  return pages
    .flatMap((page) => page.items.map(read))
    .filter((delivery) => (delivery.nextAttemptAt ?? '') < before);
}

/** The deliveries of the identities by these runs. Any number; consistent. */
export async function getDeliveries(table: Table, runs: string[], identities: string[]): Promise<Delivery[]> {
  const keys = runs.flatMap((runId) => identities.map((id) => deliveryKey(runId, id)));
  return (await getItems(table, keys)).map((item) => readItem(Delivery, 'delivery', item));
}
