import * as z from 'zod';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { JobMessage } from '../domain/job-message.ts';
import { nameOf, type JobKind, type JobQueue } from './job-kind.ts';

const JobImage = z.object({ id: z.string(), kind: z.string() });

/** Makes the reaction that queues a message for a job that is new, or that a worker was called for again. */
export function queueJob(kinds: readonly JobKind[]) {
  const queues = new Map(kinds.map((kind) => [nameOf(kind), kind.queue]));
  return ({ before, after }: TableChange): Partial<Record<JobQueue, JobMessage[]>> => {
    if (before) return {};
    const { id, kind } = JobImage.parse(after);
    // A kind of a newer deployment waits there for its workers.
    return { [queues.get(kind) ?? 'jobs']: [{ jobId: id }] };
  };
}
