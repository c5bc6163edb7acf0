import * as z from 'zod';
import { Fire } from './fire.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';
import { JobCore } from '../../jobs/domain/job.ts';

/** A run: a job that walks over the registrations of one session and does something for each that is meant. */
export const RuleRun = JobCore.extend({
  eventId: z.string(),
  cursor: ShardPlace,
  /** A large run is walked by walks of their own from its cursor on: how many are not over yet. */
  walks: z.number().optional(),
  /** Registrations read, those that are meant, and mails of which nobody knows whether they were sent. */
  counts: z.object({ looked: z.number(), chosen: z.number(), unknown: z.number().default(0) }),
});
export type RuleRun = z.infer<typeof RuleRun>;

/** The run of a rule whose schedule fired. */
export const FiredRun = RuleRun.extend({ fire: Fire });
export type FiredRun = z.infer<typeof FiredRun>;
