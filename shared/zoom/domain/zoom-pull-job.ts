import * as z from 'zod';
import { JobCore } from '../../jobs/domain/job.ts';
import { SessionId } from '../../platform/values/ids.ts';

/**
 * Reads the reports of a session at Zoom and puts each as a file where attendance reports are read from. It has no cursor: 100,000 joins
 * are 334 pages, which take a slice of a job at most, and whoever takes it over begins anew.
 */
export const ZoomPullJob = JobCore.extend({
  kind: z.literal('zoom-pull'),
  sessionId: SessionId,
  counts: z.object({
    /** Times that the session took place at Zoom: more than one where everybody was cut off. */
    instances: z.number(),
    /** Joins, also several of one person. */
    joins: z.number(),
  }),
});
export type ZoomPullJob = z.infer<typeof ZoomPullJob>;
