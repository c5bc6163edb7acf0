import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { SessionChangeJob } from '../domain/session-change-job.ts';

/** The news of a session as jobs: nobody ends one, it is the session that is changed. */
export const sessionChangeKind: JobKind<SessionChangeJob> = { schema: SessionChangeJob };
