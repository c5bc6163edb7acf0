import type { ShardPlace } from '../values/shard-place.ts';
import { queryPage } from './query-page.ts';
import { SHARDS } from '../values/shard.ts';
import type { Table } from './table.ts';

export const FIRST_SHARD: ShardPlace = { shard: 0 };

/**
 * One page of a sharded list: shard by shard, in the order of the sort keys within each. Stable under writes.
 * Goes on into the next shard while the page has room, so that small lists come as full pages.
 * `next` is undefined at the end, or when it comes to the shard `end`.
 */
export async function walkShards(
  table: Table,
  partitionOf: (shard: number) => string,
  place: ShardPlace,
  limit: number,
  end = SHARDS,
): Promise<{ items: Record<string, unknown>[]; next?: ShardPlace }> {
  const items: Record<string, unknown>[] = [];
  let { shard, after } = place;
  while (shard < end) {
    const page = await queryPage(table, {
      partition: partitionOf(shard),
      after,
      limit: limit - items.length,
    });
    items.push(...page.items);
    if (items.length >= limit) return { items, next: { shard, after: String(items.at(-1)?.['sk']) } };
    if (page.more) {
      after = String(page.items.at(-1)?.['sk']);
    } else {
      shard += 1;
      after = undefined;
    }
  }
  return { items };
}
