import * as z from 'zod';

/** Where a walk over the shards of one list stands: the last sort key seen in a shard. */
export const ShardPlace = z.object({ shard: z.number(), after: z.string().optional() });
export type ShardPlace = z.infer<typeof ShardPlace>;
