import { recountsPartition, type RecountReason } from '../count-keys.ts';
import { shardName, type Key } from '../key.ts';
import { queryPage } from '../query-page.ts';
import type { Table } from '../table.ts';

/** Counts of one shard that are to be made anew, from the entry `after` on. */
export async function listDueRecounts(
  table: Table,
  reason: RecountReason,
  { shard, after }: { shard: number; after?: string | undefined },
  limit: number,
): Promise<{ due: { entry: string; key: Key }[]; more: boolean }> {
  const partition = recountsPartition(reason, shardName(shard));
  const page = await queryPage(table, { partition, after, limit, consistent: true });
  const entries = page.items.map(({ sk }) => String(sk));
  return { due: entries.map((entry) => ({ entry, key: countsOf(entry) })), more: page.more };
}

const countsOf = (entry: string): Key => {
  const end = entry.lastIndexOf('#');
  return { pk: entry.slice(0, end), sk: entry.slice(end + 1) };
};
