import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './key.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';

/** Requests that one BatchWriteItem takes. */
export const BATCH_WRITE = 25;

/** A put over whatever stands there, or a delete of whatever does. */
type BatchRequest = { PutRequest: { Item: Key & Record<string, unknown> } } | { DeleteRequest: { Key: Key } };

/** Writes one batch of items of different keys, again and again until all of it is taken. */
export async function writeBatch(table: Table, batch: BatchRequest[]): Promise<void> {
  await retryUnprocessed(batch, async (requests) => {
    const answer = await table.client.send(
      new BatchWriteCommand({ RequestItems: { [table.name]: requests } }),
    );
    const left = new Set(
      (answer.UnprocessedItems?.[table.name] ?? []).map(({ PutRequest, DeleteRequest }) =>
        nameOf(PutRequest?.Item ?? DeleteRequest?.Key),
      ),
    );
    return requests.filter((sent) =>
      left.has(nameOf('PutRequest' in sent ? sent.PutRequest.Item : sent.DeleteRequest.Key)),
    );
  });
}

const nameOf = (item: { pk?: unknown; sk?: unknown } | undefined): string =>
  `${String(item?.pk)} ${String(item?.sk)}`;
