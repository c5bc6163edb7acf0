import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { eraseSearchKey } from './privacy-keys.ts';
import type { Table } from '../../platform/table/table.ts';

/** The progress of an erasure's search through files and faults, and its findings. */
export const EraseSearch = z.object({
  /** The part that is being searched, and the last place in it that is done. */
  part: z.enum(['suspects', 'faults', 'jobs', 'imports', 'attendance', 'reports', 'exports', 'done']),
  after: z.string().optional(),
  /** A large file that is being read: how far it was searched, and how often it was begun from there. */
  reading: z.object({ key: z.string(), offset: z.number(), tries: z.number() }).optional(),
  /** Faults, suspected registrations and selections that named somebody. */
  items: z.number(),
  files: z.number(),
  /** The first removed files, by key; those whose key names somebody are only counted. */
  names: z.array(z.string()),
});
export type EraseSearch = z.infer<typeof EraseSearch>;

export async function getSearch(table: Table, jobId: string): Promise<EraseSearch> {
  const item = await getItem(table, eraseSearchKey(jobId));
  return item
    ? readItem(EraseSearch, 'erase-search', item)
    : { part: 'suspects', items: 0, files: 0, names: [] };
}

export async function putSearch(table: Table, jobId: string, search: EraseSearch): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...eraseSearchKey(jobId), ...stamp('erase-search'), ...search },
    }),
  );
}
