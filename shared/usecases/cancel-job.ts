import { leavesHalves, mustEnd } from '../domain/bulk-job.ts';
import { cancelledJob, isFinished, isLeased } from '../domain/job.ts';
import { Refusal } from '../domain/refusal.ts';
import { getJob, markCancelling, type Job } from '../table/job-items.ts';
import { getMailCounts } from '../table/mail-count-items.ts';
import type { Table } from '../table/table.ts';
import { endJob } from './end-job.ts';

/** Whether there is anything left to cancel: also of a mailing that has queued its mails, as long as some are not sent. */
export async function isCancellable(table: Table, job: Job): Promise<boolean> {
  if (!isFinished(job)) return !job.cancelling && !mustEnd(job);
  const isQueued = job.kind === 'bulk' && job.action.type === 'mail' && job.status === 'done' && !job.dryRun;
  if (!isQueued) return false;
  const told = Object.values(await getMailCounts(table, job.id)).reduce((sum, count) => sum + count, 0);
  return told < job.counts.changed;
}

/**
 * Ends a job. What was done stays done and is counted: a job that somebody works on only says that it is `cancelling` until
 * its worker, at its next checkpoint, has stored what it did; one that nobody works on is over at once, unless a worker that
 * died has to be tidied up after: the next one does, and ends it.
 */
export async function cancelJob(deps: { table: Table; now: () => number }, read: Job): Promise<Job> {
  for (let job: Job | undefined = read; job; job = await getJob(deps.table, read.id)) {
    if (mustEnd(job) && !isFinished(job))
      throw new Refusal(
        'conflict',
        'The group is deleted already; this takes it out of its members and cannot be cancelled.',
      );
    if (isFinished(job) && !(await isCancellable(deps.table, job)))
      throw new Refusal('conflict', `This is over already (${job.status}).`);
    if (isLeased(job, deps.now()) || leavesHalves(job)) {
      const marked: Job | undefined = job.cancelling ? job : await markCancelling(deps.table, job);
      if (marked) return marked;
      continue;
    }
    const cancelled: Job | undefined = await endJob(deps.table, cancelledJob(job, deps.now()));
    if (cancelled) return cancelled;
  }
  throw new Refusal('not-found', 'There is no such job.');
}
