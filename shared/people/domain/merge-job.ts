import * as z from 'zod';
import { ParticipantId } from '../../platform/values/ids.ts';
import { JobCore } from '../../jobs/domain/job.ts';

/**
 * The job that finishes a merge: it moves the registrations and the places in groups of the person who has become a pointer
 * to the survivor. Begun by the same write that merged the two.
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
