import * as z from 'zod';
import { isLeasedUntil } from '../../platform/values/clocks.ts';

export const JobStatus = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof JobStatus>;

/** How long a worker holds a job without a checkpoint. */
export const JOB_LEASE_MS = 2 * 60_000;

/** Whoever works on a job holds its lease; past `until` anybody may take the job over. */
export const Lease = z.object({ owner: z.string(), until: z.string() });
export type Lease = z.infer<typeof Lease>;

/** What all long work has in common, of whatever kind; each kind brings its own besides. */
export const JobCore = z.object({
  kind: z.string(),
  id: z.string(),
  status: JobStatus,
  reason: z.string().optional(),
  detail: z.string().optional(),
  /** The job waits for an organizer's answer, and why: nobody works on it until then. */
  heldFor: z.string().optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  lease: Lease.optional(),
  /** Somebody cancelled it while it was at work: its worker ends it at the next checkpoint, with what it has done. */
  cancelling: z.boolean().optional(),
  /** Raised by every checkpoint, so that two workers on one job notice each other. */
  version: z.number(),
  /** Slices in a row that made no progress; after several of them the job is ended. */
  idleSlices: z.number(),
});
export type JobCore = z.infer<typeof JobCore>;

export function isFinished(job: { status: JobStatus }): boolean {
  return job.status === 'done' || job.status === 'failed' || job.status === 'cancelled';
}

/** Whether the job waits for an organizer rather than for a worker. */
export function isHeld(job: { heldFor?: string | undefined }): boolean {
  return job.heldFor !== undefined;
}

/** The job as it is stored when it ends because somebody cancelled it. */
export function cancelledJob<J extends JobCore>(job: J, nowMs: number): J {
  return {
    ...job,
    status: 'cancelled',
    finishedAt: new Date(nowMs).toISOString(),
    cancelling: undefined,
    heldFor: undefined,
    lease: undefined,
  };
}

/** The job as it waits to be done anew: nothing of how it ended, or was held, is left. */
export const waitingAnew = <J extends JobCore>(job: J): J => ({
  ...job,
  status: 'waiting',
  heldFor: undefined,
  reason: undefined,
  detail: undefined,
  finishedAt: undefined,
  lease: undefined,
  cancelling: undefined,
  idleSlices: 0,
});

/** Whether somebody else is at work on the job now. */
export function isLeased(job: { lease?: Lease | undefined }, nowMs: number): boolean {
  return isLeasedUntil(job.lease?.until, nowMs, JOB_LEASE_MS);
}
