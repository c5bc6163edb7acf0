import * as z from 'zod';

/** Where a walk over the shards of one list stands: the last sort key seen in a shard. */
export const ShardPlace = z.object({ shard: z.number(), after: z.string().optional() });
export type ShardPlace = z.infer<typeof ShardPlace>;

/** Whether a walk that stands at the place has left the entry behind. */
export function isPassed(place: ShardPlace, shard: number, key: string): boolean {
  if (shard !== place.shard) return shard < place.shard;
  return place.after !== undefined && key <= place.after;
}
