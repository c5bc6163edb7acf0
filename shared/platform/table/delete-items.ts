import type { Key } from './key.ts';
import type { Table } from './table.ts';
import { BATCH_WRITE, writeBatch } from './write-batch.ts';

/** Deletes any number of items of different keys, whether they exist or not. */
export async function deleteItems(table: Table, keys: Key[]): Promise<void> {
  for (let start = 0; start < keys.length; start += BATCH_WRITE) {
    const some = keys.slice(start, start + BATCH_WRITE);
    await writeBatch(
      table,
      some.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
    );
  }
}
