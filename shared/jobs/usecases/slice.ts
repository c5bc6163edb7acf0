import type { JobCore } from '../domain/job.ts';

/** What the work on a job is given for one slice. */
export interface Slice {
  /** False when the slice should store what it has and end. */
  mayGoOn: () => boolean;
  /** Stores cursor and counts in one write and keeps the lease; throws when the job is not ours any more. */
  checkpoint: <J extends JobCore>(job: J) => Promise<J>;
}

/** The same for work on jobs of one kind. */
export interface SliceOf<J extends JobCore> extends Pick<Slice, 'mayGoOn'> {
  checkpoint: (job: J) => Promise<J>;
}

/** Thrown when somebody ended the job or another worker took it over: stop, and write nothing more. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}
