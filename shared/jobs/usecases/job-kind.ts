import type { JobCore } from '../domain/job.ts';
import type { Permission } from '../../platform/access/role.ts';
import type { JobSchema } from '../table/job-items.ts';
import type { ErasedNames } from '../../platform/values/text/erased-names.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Slice } from './slice.ts';

/** Queues that workers on jobs read: runs must be on time, and must not wait behind files. */
export type JobQueue = 'jobs' | 'runs';

/**
 * How a capability describes its kind of job. Schema and queue are all that it must say. The functions are methods, so that one
 * list can hold kinds of all jobs: each is only given jobs that its own schema has read.
 */
export interface JobKind<J extends JobCore = JobCore> {
  schema: JobSchema<J>;
  /** Whose workers work on it. */
  queue: JobQueue;
  /**
   * What the audit log calls a new job, read from its item. A job that only counts is not logged, nor is a kind that touches
   * nobody's data.
   */
  nameInLog?(item: Record<string, unknown>): string | undefined;
  /**
   * Organizers begin it themselves and find it in the list of jobs. Runs of rules are listed with their rules instead.
   */
  isListed?: boolean;
  /** The permission to cancel the job; a kind without one cannot be cancelled. */
  permissionToEnd?(job: J): Permission;
  /** Why the job must not be cancelled, in words for whoever tries; undefined where it may be. */
  whyItMustEnd?(job: J): string | undefined;
  /** Whether only a worker may end the job, because what it began must not be left half done. */
  leavesHalves?(job: J): boolean;
  /** The state in which a worker takes up a cancelled job that leaves halves: it begins nothing new. */
  stopped?(job: J): J;
  /** Whether the job only finishes what it began, with its outcome decided already. */
  isStopping?(job: J): boolean;
  /** Whether it waits for other jobs, which go on with it: no worker is called. */
  waits?(job: J): boolean;
  /** Whether a job that is over still has effects to come (mails in a queue), which cancelling prevents. */
  isUnderWay?(table: Table, job: J): Promise<boolean>;
  /** Stores a job that is over, where that takes more than its own item. Undefined: somebody else was quicker. */
  onEnd?(table: Table, over: J): Promise<J | undefined>;
  /** How far a job that is not done has come, from 0 to 1. */
  progress?(job: J): number;
  /** What organizers see of the job besides what all have; without it, its counts if it has any. */
  view?(job: J, nowMs: number): Record<string, unknown>;
  /** Details that are only read when this one job is shown. */
  details?(table: Table, job: J): Promise<Record<string, unknown>>;
  /** What the audit log shows of the job; without it, its counts if it has any. */
  logged?(job: J): Record<string, unknown>;
  /** The job without the texts that name a person who is being erased. */
  redacted?(job: J, naming: ErasedNames): J;
  /** Files that the job is writing hold people, so it ends when somebody is erased. */
  endsWithErasures?: boolean;
}

/** A kind together with the work on it; `D` is what the work needs in its hands besides the slice. */
export interface JobWork<D, J extends JobCore = JobCore> {
  kind: JobKind<J>;
  /** Works on the job for one slice, and answers it stands then. */
  takeFurther(context: D & Slice, job: J): Promise<J>;
}

/** What jobs of the kind carry as theirs. */
export const nameOf = ({ schema }: Pick<JobKind, 'schema'>): string => schema.shape.kind.value;

/** The kind that the job is of. */
export function kindOf(kinds: readonly JobKind[], { kind: name }: Pick<JobCore, 'kind'>): JobKind {
  const kind = kinds.find((one) => nameOf(one) === name);
  if (!kind) throw new Error(`There is no kind of job "${name}". Add it to the list of kinds.`);
  return kind;
}
