import { leavesHalves, mustEnd } from '../../bulk/domain/bulk-job.ts';
import { cancelledJob, isFinished, isHeld, isLeased } from '../domain/job.ts';
import { sendMessages, type Queue } from '../../platform/queue/send-messages.ts';
import { getJob, saveJob, type Job } from '../table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { endJob } from '../../imports/usecases/end-job.ts';

/** Somebody ended the job or took it over: stop, write nothing more. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}

/** Somebody cancelled the job, and it was ended with what it has done: stop. */
class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

/** Somebody cancelled the job, which has to be brought to an end: the next slice does. */
class JobStopping extends Error {
  override readonly name = 'JobStopping';
}

export interface SliceDeps {
  table: Table;
  /** Where the message goes that continues the job. */
  continueOn: Queue;
  now: () => number;
}

/** What the work on a job has in its hands for one slice. */
export interface Slice {
  /** False when the slice should store what it has and end. */
  mayGoOn: () => boolean;
  /** Stores cursor and counts in one write and keeps the lease; throws when the job is not ours any more. */
  checkpoint: <J extends Job>(job: J) => Promise<J>;
}

export interface Worker {
  owner: string;
  mayGoOn: () => boolean;
}

export type SliceOutcome =
  'gone' | 'finished-before' | 'held' | 'busy' | 'lost' | 'continued' | 'finished' | 'cancelled' | 'given-up';

const LEASE_MS = 2 * 60_000;
/** Claims in a row without a checkpoint, after which a job is given up. */
const MOST_IDLE_SLICES = 5;

/** Works on a job for one slice: claim, work until time is short, store, continue through the queue. */
export async function jobSlice(
  deps: SliceDeps,
  jobId: string,
  worker: Worker,
  work: (slice: Slice, job: Job) => Promise<Job>,
): Promise<SliceOutcome> {
  const job = await getJob(deps.table, jobId);
  if (!job) return 'gone';
  if (isFinished(job)) return 'finished-before';
  if (isHeld(job)) return 'held';
  if (isLeased(job, deps.now())) return 'busy';
  if (job.cancelling && !leavesHalves(job)) return endCancelled(deps, job);
  // The sweeper takes it up again, for days; each death rings.
  if (job.idleSlices >= MOST_IDLE_SLICES && !mustEnd(job) && !leavesHalves(job)) return giveUp(deps, job);

  const lease = () => ({ owner: worker.owner, until: new Date(deps.now() + LEASE_MS).toISOString() });
  const claimed = await saveJob(deps.table, {
    ...(job.cancelling ? stopping(job) : job),
    status: 'running',
    startedAt: job.startedAt ?? new Date(deps.now()).toISOString(),
    idleSlices: job.idleSlices + 1,
    lease: lease(),
  });
  if (!claimed) return 'busy';
  const checkpoint: Slice['checkpoint'] = async (next) => {
    const kept = {
      ...next,
      idleSlices: 0,
      lease: isAtRest(next) ? undefined : lease(),
      ...(isFinished(next) && { cancelling: undefined }),
    };
    const saved = await saveJob(deps.table, kept);
    if (!saved) throw new JobLost(jobId);
    const stored: Job = saved;
    if (!stored.cancelling) return saved;
    if (leavesHalves(stored) && !isFinished(stored)) {
      if (!(await saveJob(deps.table, { ...stored, lease: undefined }))) throw new JobLost(jobId);
      throw new JobStopping(jobId);
    }
    throw (await endCancelled(deps, stored)) === 'cancelled' ? new JobCancelled(jobId) : new JobLost(jobId);
  };
  try {
    const after = await work({ mayGoOn: worker.mayGoOn, checkpoint }, claimed);
    if (isFinished(after)) return 'finished';
    if (isHeld(after)) return 'held';
    const resting = await saveJob(deps.table, { ...after, lease: undefined });
    if (!resting) return 'lost';
    if (resting.cancelling && !leavesHalves(resting)) return await endCancelled(deps, resting);
  } catch (error) {
    if (error instanceof JobLost) return 'lost';
    if (error instanceof JobCancelled) return 'cancelled';
    if (!(error instanceof JobStopping)) throw error;
  }
  const unsent = await sendMessages(deps.continueOn, [{ jobId }]);
  if (unsent.size > 0)
    throw new Error('The next slice could not be queued; the sweeper will take the job up.');
  return 'continued';
}

const stopping = (job: Job): Job =>
  job.kind === 'bulk' ? { ...job, cancelling: undefined, stopping: { status: 'cancelled' } } : job;

const isAtRest = (job: Job): boolean => isFinished(job) || isHeld(job);

async function endCancelled(deps: SliceDeps, job: Job): Promise<'cancelled' | 'lost'> {
  return (await endJob(deps.table, cancelledJob(job, deps.now()))) ? 'cancelled' : 'lost';
}

/** A job whose slices die or move nothing again and again would go on for ever, at the owner's cost. */
async function giveUp(deps: SliceDeps, job: Job): Promise<SliceOutcome> {
  await endJob(deps.table, {
    ...job,
    status: 'failed',
    reason: 'stuck',
    detail: `The job made no progress in ${MOST_IDLE_SLICES} attempts. What was done before stays done; see the function's log.`,
    finishedAt: new Date(deps.now()).toISOString(),
    lease: undefined,
  });
  return 'given-up';
}
