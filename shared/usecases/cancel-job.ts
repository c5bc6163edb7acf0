import { cancelledJob, isFinished, isLeased } from '../domain/job.ts';
import { Refusal } from '../domain/refusal.ts';
import { getJob, markCancelling, saveJob, type Job } from '../table/job-items.ts';
import type { Table } from '../table/table.ts';

/**
 * Ends a job. What was done stays done and is counted: a job that somebody works on only says that it is `cancelling` until
 * its worker, at its next checkpoint, has stored what it did; one that nobody works on is over at once.
 */
export async function cancelJob(deps: { table: Table; now: () => number }, read: Job): Promise<Job> {
  for (let job: Job | undefined = read; job; job = await getJob(deps.table, read.id)) {
    if (isFinished(job)) throw new Refusal('conflict', `This is over already (${job.status}).`);
    if (isLeased(job, deps.now())) {
      const marked: Job | undefined = job.cancelling ? job : await markCancelling(deps.table, job);
      if (marked) return marked;
      continue;
    }
    const cancelled: Job | undefined = await saveJob(deps.table, cancelledJob(job, deps.now()));
    if (cancelled) return cancelled;
  }
  throw new Refusal('not-found', 'There is no such job.');
}
