import * as z from 'zod';
import { Fire } from './fire.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';
import { JobCore } from '../../jobs/domain/job.ts';

/** Work on everybody who is registered for one session: walks the registrations and fixes who is meant. */
export const RuleRun = JobCore.extend({
  eventId: z.string(),
  cursor: ShardPlace,
  /** Registrations looked at, those that are meant, and those of them whose mail nobody knows the fate of. */
  counts: z.object({ looked: z.number(), chosen: z.number(), unknown: z.number().default(0) }),
});
export type RuleRun = z.infer<typeof RuleRun>;

/** The run of a rule whose schedule fired. */
export const FiredRun = RuleRun.extend({ fire: Fire });
export type FiredRun = z.infer<typeof FiredRun>;
