import { cancelledJob, isFinished, isHeld, isLeased, JOB_LEASE_MS, type JobCore } from '../domain/job.ts';
import { sendMessages, type Queue } from '../../platform/queue/send-messages.ts';
import { getJobCore, getJobOf, saveJob } from '../table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { endJob } from './end-job.ts';
import { beginTurn } from './begin-turn.ts';
import type { JobKind, JobWork } from './job-kind.ts';
import { JobLost, type Slice } from './slice.ts';

/** Thrown at a checkpoint: the job was cancelled, and has been ended with what it has done. */
class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

/** Thrown at a checkpoint: the job was cancelled, and has to be brought to an end, which the next slice does. */
class JobStopping extends Error {
  override readonly name = 'JobStopping';
}

export interface SliceDeps {
  table: Table;
  /** Where the message goes that continues the job. */
  continueOn: Queue;
  now: () => number;
}

export interface Worker {
  owner: string;
  mayGoOn: () => boolean;
}

export type SliceOutcome =
  | 'gone'
  | 'finished-before'
  | 'held'
  | 'waits'
  | 'busy'
  | 'lost'
  | 'continued'
  | 'finished'
  | 'cancelled'
  | 'given-up';

/** Claims in a row without a checkpoint, after which a job is given up. */
const MOST_IDLE_SLICES = 5;

/** Works on a job of one of the kinds for one slice: claim, work until time is short or others wait, store, continue through the queue. */
export async function jobSlice<D extends SliceDeps>(
  deps: D,
  works: readonly JobWork<D>[],
  jobId: string,
  worker: Worker,
): Promise<SliceOutcome> {
  const schemas = works.map(({ kind }) => kind.schema);
  const job = await getJobOf(deps.table, jobId, schemas);
  const work = works.find(({ kind }) => kind.schema.shape.kind.value === job?.kind);
  if (!job || !work) return refuseOthers(deps.table, jobId);
  const { kind } = work;
  if (isFinished(job)) return 'finished-before';
  if (isHeld(job)) return 'held';
  if (isLeased(job, deps.now())) return 'busy';
  const mayEnd = kind.leavesHalves?.(job) !== true;
  if (job.cancelling && mayEnd) return endCancelled(deps, kind, job);
  // The sweeper takes it up again, for days; each death rings.
  const isStuck = job.idleSlices >= MOST_IDLE_SLICES && kind.whyItMustEnd?.(job) === undefined;
  if (isStuck && mayEnd) return giveUp(deps, kind, job);

  const lease = () => ({ owner: worker.owner, until: new Date(deps.now() + JOB_LEASE_MS).toISOString() });
  const claimed = await claim(deps, kind, job, lease());
  if (!claimed) return 'busy';
  const turn = beginTurn(deps);
  const checkpoint: Slice['checkpoint'] = async (next) => {
    const stored = await store(deps, kind, next, lease());
    await turn.look();
    return stored;
  };
  const mayGoOn = () => worker.mayGoOn() && !turn.isOver();
  try {
    const after = await work.takeFurther({ ...deps, mayGoOn, checkpoint }, claimed);
    const outcome = await rest(deps, kind, after);
    if (outcome) return outcome;
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

async function refuseOthers(table: Table, jobId: string): Promise<'gone'> {
  const other = await getJobCore(table, jobId);
  if (other) throw new Error(`A job of kind "${other.kind}" came to a queue whose workers do not know it.`);
  return 'gone';
}

function claim<J extends JobCore>(
  { table, now }: SliceDeps,
  kind: JobKind<J>,
  job: J,
  lease: JobCore['lease'],
): Promise<J | undefined> {
  return saveJob(table, {
    ...(job.cancelling && kind.stopped ? kind.stopped(job) : job),
    status: 'running',
    startedAt: job.startedAt ?? new Date(now()).toISOString(),
    idleSlices: job.idleSlices + 1,
    lease,
  });
}

/**
 * Stores a checkpoint: the state, and the lease as long as there is work. Notices when the job was cancelled meanwhile.
 */
async function store<J extends JobCore>(
  deps: SliceDeps,
  kind: JobKind,
  next: J,
  lease: JobCore['lease'],
): Promise<J> {
  const stored = await saveJob<J>(deps.table, {
    ...next,
    idleSlices: 0,
    lease: isFinished(next) || isHeld(next) ? undefined : lease,
    ...(isFinished(next) && { cancelling: undefined }),
  });
  if (!stored) throw new JobLost(next.id);
  if (!stored.cancelling) return stored;
  if (kind.leavesHalves?.(stored) && !isFinished(stored)) {
    if (!(await saveJob(deps.table, { ...stored, lease: undefined }))) throw new JobLost(next.id);
    throw new JobStopping(next.id);
  }
  throw (await endCancelled(deps, kind, stored)) === 'cancelled'
    ? new JobCancelled(next.id)
    : new JobLost(next.id);
}

/** Gives the lease back after a slice; undefined when there is another one to follow. */
async function rest(deps: SliceDeps, kind: JobKind, after: JobCore): Promise<SliceOutcome | undefined> {
  if (isFinished(after)) return 'finished';
  if (isHeld(after)) return 'held';
  const resting = await saveJob(deps.table, { ...after, lease: undefined });
  if (!resting) return 'lost';
  if (resting.cancelling && kind.leavesHalves?.(resting) !== true) return endCancelled(deps, kind, resting);
  return kind.waits?.(resting) ? 'waits' : undefined;
}

async function endCancelled(deps: SliceDeps, kind: JobKind, job: JobCore): Promise<'cancelled' | 'lost'> {
  return (await endJob(deps.table, kind, cancelledJob(job, deps.now()))) ? 'cancelled' : 'lost';
}

/** Ends a job whose slices die or make no progress again and again: it would go on for ever, at the owner's cost. */
async function giveUp(deps: SliceDeps, kind: JobKind, job: JobCore): Promise<SliceOutcome> {
  await endJob(deps.table, kind, {
    ...job,
    status: 'failed',
    reason: 'stuck',
    detail: `The job made no progress in ${MOST_IDLE_SLICES} attempts. What was done before stays done; see the function's log.`,
    finishedAt: new Date(deps.now()).toISOString(),
    lease: undefined,
  });
  return 'given-up';
}
