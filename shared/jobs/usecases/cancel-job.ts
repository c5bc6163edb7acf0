import { cancelledJob, isFinished, isLeased, type JobCore } from '../domain/job.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { getJob, markCancelling, saveJobWith, wakeItem, WAKE_DAYS } from '../table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { endJob } from './end-job.ts';
import type { JobKind } from './job-kind.ts';

/** Whether there is anything left to cancel: also of a job that is over, as long as something of it is still under way. */
export async function isCancellable<J extends JobCore>(
  table: Table,
  kind: JobKind<J>,
  job: J,
): Promise<boolean> {
  if (!isFinished(job)) return !isEnding(kind, job) && kind.whyItMustEnd?.(job) === undefined;
  return (await kind.isUnderWay?.(table, job)) ?? false;
}

/** Whether somebody has cancelled it already, or it was refused half-way. */
export const isEnding = <J extends JobCore>(kind: JobKind<J>, job: J): boolean =>
  job.cancelling === true || kind.isStopping?.(job) === true;

/**
 * Cancels a job. What was done stays done and is counted. A job that a worker is at becomes `cancelling` until that worker
 * has stored what it did, at its next checkpoint. A job that nobody works on is over at once, unless it has to be brought
 * to an end: then a worker is called to do that.
 */
export async function cancelJob<J extends JobCore>(
  deps: { table: Table; now: () => number },
  kind: JobKind<J>,
  read: J,
): Promise<J> {
  for (let job: J | undefined = read; job; job = await getJob(deps.table, read.id, kind.schema)) {
    const must = isFinished(job) ? undefined : kind.whyItMustEnd?.(job);
    if (must !== undefined) throw new Refusal('conflict', must);
    if (isFinished(job) && !(await isCancellable(deps.table, kind, job)))
      throw new Refusal('conflict', `This is over already (${job.status}).`);
    if (isLeased(job, deps.now()) || kind.leavesHalves?.(job) === true) {
      const marked: J | undefined = isEnding(kind, job) ? job : await mark(deps, job);
      if (marked) return marked;
      continue;
    }
    const cancelled: J | undefined = await endJob(deps.table, kind, cancelledJob(job, deps.now()));
    if (cancelled) return cancelled;
  }
  throw new Refusal('not-found', 'There is no such job.');
}

/** Undefined: the job has moved on; look again. */
function mark<J extends JobCore>(
  { table, now }: { table: Table; now: () => number },
  job: J,
): Promise<J | undefined> {
  if (isLeased(job, now())) return markCancelling(table, job);
  const at = new Date(now()).toISOString();
  const wake = { at, by: undefined, expiresAt: Math.floor(now() / 1000) + WAKE_DAYS * 24 * 3600 };
  return saveJobWith(table, { ...job, cancelling: true }, [wakeItem(table, job, wake)]);
}
