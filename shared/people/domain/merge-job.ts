import * as z from 'zod';
import { ParticipantId } from '../../platform/values/ids.ts';
import { JobCore } from '../../jobs/domain/job.ts';

/**
 * What is left to do after two people became one: the registrations and the places in groups of the one who is only a
 * pointer now are moved to the other. Begun by the same write that made them one.
 */
export const MergeJob = JobCore.extend({
  kind: z.literal('merge'),
  from: ParticipantId,
  into: ParticipantId,
  /** Groups that `from` was in. */
  groups: z.array(z.string()),
  counts: z.object({ registrations: z.number() }),
});
export type MergeJob = z.infer<typeof MergeJob>;
