/*
 * What all keys have in common. Each capability has its own in `<name>-keys.ts`, whose first comment lists its access
 * patterns. `docs/table.md` is made from these lists (`npm run table`); a test checks them against the formulas.
 */

/** The key of an item in the table. */
export interface Key {
  pk: string;
  sk: string;
}

/** The key of an item that was read. */
export const keyOf = (item: Record<string, unknown>): Key => ({
  pk: String(item['pk']),
  sk: String(item['sk']),
});

/** The key of an item in the index; only items that carry it are there. */
export interface IndexKey {
  gsi1pk: string;
  gsi1sk: string;
}

/**
 * Where an item stands in the second index, for lists over everything there is. Of the item that index shows only its kind
 * and what it says of itself in `listed`: so what lists show can change, which the projection of an index never can.
 */
export interface ListKey {
  gsi2pk: string;
  gsi2sk: string;
}

/** A shard's number as it is written in the name of a partition. */
export const shardName = (shard: number): string => String(shard).padStart(2, '0');

/** The shard number at the end of a sharded partition's name. */
export function shardOfPartition(partition: string): number {
  return Number.parseInt(partition.slice(partition.lastIndexOf('#') + 1), 10);
}
