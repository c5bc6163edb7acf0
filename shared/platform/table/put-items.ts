import type { Key } from './key.ts';
import type { Table } from './table.ts';
import { BATCH_WRITE, writeBatch } from './write-batch.ts';

const AT_ONCE = 8;

/**
 * Puts any number of items, of different keys, over whatever stands there: for items that only one act ever writes,
 * so that doing it again changes nothing. Never for participants, registrations or wishes.
 */
export async function putItems(table: Table, items: (Key & Record<string, unknown>)[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / BATCH_WRITE) }, (_, index) =>
    items.slice(index * BATCH_WRITE, (index + 1) * BATCH_WRITE).map((Item) => ({ PutRequest: { Item } })),
  );
  for (let start = 0; start < batches.length; start += AT_ONCE) {
    await Promise.all(batches.slice(start, start + AT_ONCE).map((batch) => writeBatch(table, batch)));
  }
}
