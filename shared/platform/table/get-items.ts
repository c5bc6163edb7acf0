import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './key.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';

/** Keys that one BatchGetItem takes. */
const BATCH_GET = 100;

/** The item, if there is one. Consistent. */
export async function getItem(table: Table, key: Key): Promise<Record<string, unknown> | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
  );
  return Item;
}

/** Those of the items that exist, in no order. Any number of different keys; consistent. */
export async function getItems(table: Table, keys: Key[]): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let start = 0; start < keys.length; start += BATCH_GET) {
    await retryUnprocessed(keys.slice(start, start + BATCH_GET), async (batch) => {
      const answer = await table.client.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: batch, ConsistentRead: true } } }),
      );
      found.push(...(answer.Responses?.[table.name] ?? []));
      const left = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
      return batch.filter((key) => left.some((one) => one['pk'] === key.pk && one['sk'] === key.sk));
    });
  }
  return found;
}
