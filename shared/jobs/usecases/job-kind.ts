import type { JobCore } from '../domain/job.ts';
import type { Permission } from '../../platform/access/role.ts';
import type { JobSchema } from '../table/job-items.ts';
import type { Naming } from '../../platform/values/naming.ts';
import type { Table } from '../../platform/table/table.ts';
import type { Slice } from './slice.ts';

/**
 * What a capability says of its kind of job. All but the schema may be left out. The acts are methods, so that one list
 * holds kinds of all jobs: each is only given jobs that its own schema has read.
 */
export interface JobKind<J extends JobCore = JobCore> {
  schema: JobSchema<J>;
  /** Organizers begin it themselves and find it in the list of jobs. Runs of rules are told of by their rules. */
  isListed?: boolean;
  /** What somebody must be allowed to do in order to end the job; of a kind without, nobody ends one. */
  permissionToEnd?(job: J): Permission;
  /** Why the job must come to its end, in words for whoever would end it; undefined where it need not. */
  whyItMustEnd?(job: J): string | undefined;
  /** Whether only a worker may end the job, however it ends: what it began must not be left as it is. */
  leavesHalves?(job: J): boolean;
  /** The job as a worker takes it up that was cancelled and leaves halves: it begins nothing more. */
  stopped?(job: J): J;
  /** Whether the job only brings to its end what it began, and how it will end is said already. */
  isStopping?(job: J): boolean;
  /** Whether something of a job that is over is still to come, which cancelling keeps from coming. */
  isUnderWay?(table: Table, job: J): Promise<boolean>;
  /** Stores a job that is over, where that takes more than its own item. Undefined: somebody else was quicker. */
  onEnd?(table: Table, over: J): Promise<J | undefined>;
  /** How far a job that is not done has come, from 0 to 1. */
  progress?(job: J): number;
  /** What organizers see of the job besides what all have; without it, its counts if it has any. */
  view?(job: J, nowMs: number): Record<string, unknown>;
  /** What is only read for whoever looks at this one job. */
  details?(table: Table, job: J): Promise<Record<string, unknown>>;
  /** What the log of who did what tells of the job; without it, its counts if it has any. */
  logged?(job: J): Record<string, unknown>;
  /** The job without the words that name somebody who is erased. */
  redacted?(job: J, naming: Naming): J;
  /** A job at work has people in what it has written so far: it ends when somebody is erased. */
  endsWithErasures?: boolean;
}

/** A kind together with the work on it; `D` is what the work needs in its hands besides the slice. */
export interface JobWork<D, J extends JobCore = JobCore> {
  kind: JobKind<J>;
  /** Works on the job for one slice, and answers it as it stands then. */
  takeFurther(context: D & Slice, job: J): Promise<J>;
}

/** The kind that the job is of. */
export function kindOf(kinds: readonly JobKind[], { kind: name }: Pick<JobCore, 'kind'>): JobKind {
  const kind = kinds.find(({ schema }) => schema.shape.kind.value === name);
  if (!kind) throw new Error(`There is no kind of job "${name}". Add it to the list of kinds.`);
  return kind;
}
