import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { countsOfRun } from './counts-of-run.ts';
import { SessionChangeJob } from '../domain/mail-run-jobs.ts';

/** The kind of job that tells of a session's change: it cannot be cancelled, since one changes the session instead. */
export const sessionChangeKind: JobKind<SessionChangeJob> = {
  schema: SessionChangeJob,
  queue: 'runs',
  details: countsOfRun,
};
