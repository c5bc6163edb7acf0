import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';

/** Requests that one BatchWriteItem takes. */
const BATCH_WRITE = 25;
const AT_ONCE = 8;

/**
 * Puts any number of items, of different keys, over whatever stands there: for items that only one act ever writes,
 * so that doing it again changes nothing. Never for participants, registrations or wishes.
 */
export async function putItems(table: Table, items: (Key & Record<string, unknown>)[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / BATCH_WRITE) }, (_, index) =>
    items.slice(index * BATCH_WRITE, (index + 1) * BATCH_WRITE),
  );
  for (let start = 0; start < batches.length; start += AT_ONCE) {
    await Promise.all(batches.slice(start, start + AT_ONCE).map((batch) => putBatch(table, batch)));
  }
}

async function putBatch(table: Table, batch: (Key & Record<string, unknown>)[]): Promise<void> {
  await retryUnprocessed(batch, async (items) => {
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    const answer = await table.client.send(
      new BatchWriteCommand({ RequestItems: { [table.name]: requests } }),
    );
    const left = new Set(
      (answer.UnprocessedItems?.[table.name] ?? []).map((one) => nameOf(one.PutRequest?.Item)),
    );
    return items.filter((item) => left.has(nameOf(item)));
  });
}

const nameOf = (item: Record<string, unknown> | undefined): string =>
  `${String(item?.['pk'])} ${String(item?.['sk'])}`;
