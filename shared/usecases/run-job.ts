import * as z from 'zod';
import { isFinished, isLeased } from '../domain/job.ts';
import type { FileStore } from '../files/file-store.ts';
import { sendMessages, type Queue } from '../queue/send-messages.ts';
import { getJob, saveJob, type Job } from '../table/job-items.ts';
import type { Table } from '../table/table.ts';
import { exportSlice } from './export-slice.ts';
import { importSlice } from './import-slice.ts';

export const JobMessage = z.object({ jobId: z.string() });
export type JobMessage = z.infer<typeof JobMessage>;

export interface JobDeps {
  table: Table;
  imports: FileStore;
  exports: FileStore;
  identityKey: Uint8Array;
  jobs: Queue;
  now: () => number;
}

/** What a slice gets besides the job. */
export interface SliceContext extends JobDeps {
  /** False when the slice should store what it has and end. */
  mayGoOn: () => boolean;
  /** Stores cursor and counts in one write and keeps the lease; throws `JobLost` when the job is not ours any more. */
  checkpoint: <J extends Job>(job: J) => Promise<J>;
}

/** Somebody cancelled the job or took it over: stop, write nothing more. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}

const LEASE_MS = 2 * 60_000;
/** Claims in a row without a checkpoint, after which a job is given up. */
const MOST_IDLE_SLICES = 5;

export type JobRunOutcome =
  'gone' | 'finished-before' | 'busy' | 'lost' | 'continued' | 'finished' | 'given-up';

/** Works on a job for one slice: claim, work until time is short, store, continue through the queue. */
export async function runJob(
  deps: JobDeps,
  jobId: string,
  worker: { owner: string; mayGoOn: () => boolean },
): Promise<JobRunOutcome> {
  const job = await getJob(deps.table, jobId);
  if (!job) return 'gone';
  if (isFinished(job)) return 'finished-before';
  if (isLeased(job, deps.now())) return 'busy';
  if (job.idleSlices >= MOST_IDLE_SLICES) return giveUp(deps, job);

  const lease = () => ({ owner: worker.owner, until: new Date(deps.now() + LEASE_MS).toISOString() });
  const claimed = await saveJob(deps.table, {
    ...job,
    status: 'running',
    startedAt: job.startedAt ?? new Date(deps.now()).toISOString(),
    idleSlices: job.idleSlices + 1,
    lease: lease(),
  });
  if (!claimed) return 'busy';
  const checkpoint = async <J extends Job>(next: J): Promise<J> => {
    const saved = await saveJob(deps.table, {
      ...next,
      idleSlices: 0,
      lease: isFinished(next) ? undefined : lease(),
    });
    if (!saved) throw new JobLost(jobId);
    return saved;
  };
  try {
    const after = await work({ ...deps, mayGoOn: worker.mayGoOn, checkpoint }, claimed);
    if (isFinished(after)) return 'finished';
    if (!(await saveJob(deps.table, { ...after, lease: undefined }))) return 'lost';
  } catch (error) {
    if (error instanceof JobLost) return 'lost';
    throw error;
  }
  const unsent = await sendMessages(deps.jobs, [{ jobId } satisfies JobMessage]);
  if (unsent.size > 0)
    throw new Error('The next slice could not be queued; the sweeper will take the job up.');
  return 'continued';
}

function work(context: SliceContext, job: Job): Promise<Job> {
  switch (job.kind) {
    case 'import':
      return importSlice(context, job);
    case 'export':
      return exportSlice(context, job);
  }
}

/** A job whose slices die or move nothing again and again would go on for ever, at the owner's cost. */
async function giveUp(deps: JobDeps, job: Job): Promise<JobRunOutcome> {
  await saveJob(deps.table, {
    ...job,
    status: 'failed',
    reason: 'stuck',
    detail: `The job made no progress in ${MOST_IDLE_SLICES} attempts. What was done before stays done; see the function's log.`,
    finishedAt: new Date(deps.now()).toISOString(),
    lease: undefined,
  });
  return 'given-up';
}
