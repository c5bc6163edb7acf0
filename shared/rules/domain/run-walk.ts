import * as z from 'zod';
import { SHARDS } from '../../platform/values/shard.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { JobCore } from '../../jobs/domain/job.ts';
import type { RuleRun } from './rule-run.ts';

/** A walk over one shard of a large run's registrations: a job of its own, so that several workers walk at once. */
export const RunWalk = JobCore.extend({
  kind: z.literal('walk'),
  /** The run. */
  of: z.string(),
  shard: z.number(),
  /** The last one it has passed. */
  after: z.string().optional(),
  counts: z.object({ looked: z.number(), chosen: z.number() }),
});
export type RunWalk = z.infer<typeof RunWalk>;

/** The walks over what a run has still before it. The same for every worker who reads it so. */
export function walksOf(run: RuleRun, nowMs: number): RunWalk[] {
  const { id, cursor, createdBy } = run;
  return Array.from({ length: SHARDS - cursor.shard }, (_, n) => cursor.shard + n).map((shard) => ({
    ...{ kind: 'walk' as const, id: `${id}.${shard}`, status: 'waiting' as const, of: id, shard },
    after: shard === cursor.shard ? cursor.after : undefined,
    counts: { looked: 0, chosen: 0 },
    ...{ createdAt: new Date(nowMs).toISOString(), createdBy, version: 1, idleSlices: 0 },
  }));
}

/** Where a walk goes on. */
export const placeOf = ({ shard, after }: RunWalk): ShardPlace => ({ shard, after });
