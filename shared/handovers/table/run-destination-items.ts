import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { runDestinationKey } from './delivery-keys.ts';
import type { TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** The destination of one bulk hand-over, which has no rule. */
export const RunDestination = z.object({
  runId: z.string(),
  url: z.string(),
  secret: z.string(),
  /** Why nothing is posted there any more. */
  switchedOff: z.string().optional(),
});
export type RunDestination = z.infer<typeof RunDestination>;

/** A new destination, as part of the transaction that records its job: neither exists without the other. */
export const runDestinationPut = (
  table: Table,
  destination: RunDestination,
  createdAt: string,
): TransactItem => ({
  Put: {
    TableName: table.name,
    Item: {
      ...runDestinationKey(destination.runId),
      ...stamp('run-destination'),
      ...destination,
      ...expiryOf(table, 'job', createdAt),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** A destination that stands for itself, whose deliveries name it (`destinationOf`): it stays until it is removed. */
export async function putRunDestination(table: Table, destination: RunDestination): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...runDestinationKey(destination.runId), ...stamp('run-destination'), ...destination },
    }),
  );
}

/** Removes such a destination, whether it is there or not: what was to be posted there fails. */
export async function removeRunDestination(table: Table, runId: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: runDestinationKey(runId) }));
}

export async function getRunDestination(table: Table, runId: string): Promise<RunDestination | undefined> {
  const item = await getItem(table, runDestinationKey(runId));
  return item && readItem(RunDestination, 'run-destination', item);
}

/** Switches a destination off, or (without a reason) on again. */
export async function switchRunDestination(
  table: Table,
  runId: string,
  reason: string | undefined,
): Promise<void> {
  const patch = reason === undefined ? { remove: ['switchedOff'] } : { set: { switchedOff: reason } };
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: runDestinationKey(runId),
      ...updateExpression(patch),
      ConditionExpression: 'attribute_exists(pk)',
    }),
  );
}
