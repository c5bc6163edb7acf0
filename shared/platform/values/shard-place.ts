import * as z from 'zod';

/** The place of a walk over the shards of one list: the shard, and the last sort key seen in it. */
export const ShardPlace = z.object({ shard: z.number(), after: z.string().optional() });
export type ShardPlace = z.infer<typeof ShardPlace>;

/** Whether a walk at this place has already passed the entry. */
export function isPassed(place: ShardPlace, shard: number, key: string): boolean {
  if (shard !== place.shard) return shard < place.shard;
  return place.after !== undefined && key <= place.after;
}
