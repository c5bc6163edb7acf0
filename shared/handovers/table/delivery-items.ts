import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { Delivery, type NewDelivery } from '../domain/delivery.ts';
import { insertDeliveryBodies } from './delivery-body-items.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { insertNew } from '../../platform/table/insert-new.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { deliveriesPartition, deliveryKey, offKey, waitingKey } from './delivery-keys.ts';
import type { ListKey } from '../../platform/table/key.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { walkShards } from '../../platform/table/walk-shards.ts';
import type { Table } from '../../platform/table/table.ts';

const read = (item: Record<string, unknown>): Delivery => readItem(Delivery, 'delivery', item);

/**
 * Records up to 25 new deliveries; those that exist already stay as they are. Bodies are written first, so that no delivery
 * is ever without one; a try that ends in between leaves bodies, which the next try takes.
 */
export async function insertDeliveries(table: Table, deliveries: NewDelivery[]): Promise<void> {
  await insertDeliveryBodies(table, deliveries);
  // Read by the schema of deliveries, they are without their bodies.
  await insertNew(table, deliveries, (delivery) => itemOf(table, Delivery.parse(delivery)));
}

function itemOf(table: Table, delivery: Delivery): Record<string, unknown> {
  const { runId, participantId, nextAttemptAt } = delivery;
  return {
    ...deliveryKey(runId, participantId),
    ...(nextAttemptAt !== undefined && waitingKey(runId, participantId, nextAttemptAt)),
    ...stamp('delivery'),
    ...delivery,
    ...expiryOf(table, 'delivery', delivery.createdAt),
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
export async function findDelivered(
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

const Outcome = Delivery.pick({
  status: true,
  undecidedUntil: true,
  dueAt: true,
  finishedAt: true,
  round: true,
});

/** What became of a run's deliveries of one shard, at most `most` of them. */
export async function listOutcomes(
  table: Table,
  runId: string,
  shard: number,
  most: number,
): Promise<{ outcomes: z.infer<typeof Outcome>[]; more: boolean }> {
  const outcomes: z.infer<typeof Outcome>[] = [];
  const attributes = ['sk', 'status', 'undecidedUntil', 'dueAt', 'finishedAt', 'round'];
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition: deliveriesPartition(runId, shard), after, attributes });
    outcomes.push(...page.items.map((item) => Outcome.parse(item)));
    after = String(page.items.at(-1)?.['sk']);
    more = page.more;
    if (more && outcomes.length >= most) return { outcomes, more };
  }
  return { outcomes, more: false };
}

/**
 * Writes a delivery's next state if it is still as it was read (status, attempts, round, lease); false when somebody else
 * was first. A pending one with a next attempt is found by `waitingDeliveries`, one whose destination is off by
 * `deliveriesOff`. While somebody has it in hand it keeps its place there, which costs no write of the index; a round that
 * somebody asked for is told to the stream's reader.
 */
export async function saveDelivery(table: Table, read: Delivery, next: Delivery): Promise<boolean> {
  const {
    status,
    attempts,
    round,
    log,
    nextAttemptAt,
    leaseUntil,
    reason,
    finishedAt,
    undecidedUntil,
    dueAt,
  } = next;
  const isInHand = status === 'pending' && nextAttemptAt !== undefined && leaseUntil !== undefined;
  const redrivenAt = next.round > read.round ? nextAttemptAt : undefined;
  const state = { status, attempts, round, log, nextAttemptAt, leaseUntil, reason, finishedAt };
  const set = { ...state, undecidedUntil, dueAt, redrivenAt, ...(!isInHand && listedAt(next)) };
  const optional = ['nextAttemptAt', 'leaseUntil', 'reason', 'finishedAt', 'undecidedUntil', 'redrivenAt'];
  if (!isInHand) optional.push('gsi2pk', 'gsi2sk');
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

/** Where lists find a delivery. */
function listedAt({
  status,
  runId,
  participantId,
  nextAttemptAt,
  destinationId,
}: Delivery): Partial<ListKey> {
  if (status === 'pending' && nextAttemptAt !== undefined)
    return waitingKey(runId, participantId, nextAttemptAt);
  if (status === 'switched-off' && destinationId !== undefined)
    return offKey(destinationId, runId, participantId);
  return {};
}

/** The deliveries of the identities by these runs. Any number; consistent. */
export async function getDeliveries(table: Table, runs: string[], identities: string[]): Promise<Delivery[]> {
  const keys = runs.flatMap((runId) => identities.map((id) => deliveryKey(runId, id)));
  return (await getItems(table, keys)).map(read);
}
