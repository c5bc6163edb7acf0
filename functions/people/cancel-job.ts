import { leavesHalves, mustEnd } from '../../shared/bulk/domain/bulk-job.ts';
import { cancelledJob, isFinished, isLeased } from '../../shared/jobs/domain/job.ts';
import { Refusal } from '../../shared/platform/values/refusal.ts';
import {
  getJob,
  markCancelling,
  saveJobWith,
  wakeItem,
  WAKE_DAYS,
  type Job,
} from '../../shared/jobs/table/job-items.ts';
import { getMailCounts } from '../../shared/mail/table/mail-count-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { endJob } from '../../shared/imports/usecases/end-job.ts';

/** Whether there is anything left to cancel: also of a mailing that has queued its mails, as long as some are not sent. */
export async function isCancellable(table: Table, job: Job): Promise<boolean> {
  if (!isFinished(job)) return !isEnding(job) && !mustEnd(job);
  const isQueued = job.kind === 'bulk' && job.action.type === 'mail' && job.status === 'done' && !job.dryRun;
  if (!isQueued) return false;
  const told = Object.values(await getMailCounts(table, job.id)).reduce((sum, count) => sum + count, 0);
  return told < job.counts.changed;
}

/** Whether somebody has cancelled it already, or it was refused half-way. */
export const isEnding = (job: Job): boolean =>
  job.cancelling === true || (job.kind === 'bulk' && job.stopping !== undefined);

/**
 * Ends a job. What was done stays done and is counted: a job that somebody works on only says that it is `cancelling` until
 * its worker, at its next checkpoint, has stored what it did; one that nobody works on is over at once, unless it has to be
 * brought to an end: a worker is called, who does that.
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
      const marked: Job | undefined = isEnding(job) ? job : await mark(deps, job);
      if (marked) return marked;
      continue;
    }
    const cancelled: Job | undefined = await endJob(deps.table, cancelledJob(job, deps.now()));
    if (cancelled) return cancelled;
  }
  throw new Refusal('not-found', 'There is no such job.');
}

/** Undefined: the job has moved on; look again. */
function mark({ table, now }: { table: Table; now: () => number }, job: Job): Promise<Job | undefined> {
  if (isLeased(job, now())) return markCancelling(table, job);
  const at = new Date(now()).toISOString();
  const wake = { at, by: undefined, expiresAt: Math.floor(now() / 1000) + WAKE_DAYS * 24 * 3600 };
  return saveJobWith(table, { ...job, cancelling: true }, [wakeItem(table, job, wake)]);
}
