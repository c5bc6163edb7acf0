import * as z from 'zod';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { JobMessage } from '../domain/job-message.ts';

/** Queues that workers on jobs read. */
export type JobQueue = 'jobs' | 'runs';

const JobImage = z.object({ id: z.string(), kind: z.string() });

/**
 * Queues a message for a job that is new, or that a worker was called for again; `queueOf` tells which queue works on a
 * kind of jobs.
 */
export const queueJob =
  (queueOf: (kind: string) => JobQueue) =>
  ({ before, after }: TableChange): Partial<Record<JobQueue, JobMessage[]>> => {
    if (before) return {};
    const { id, kind } = JobImage.parse(after);
    return { [queueOf(kind)]: [{ jobId: id }] };
  };
