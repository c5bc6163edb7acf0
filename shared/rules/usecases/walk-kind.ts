import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { RunWalk } from '../domain/run-walk.ts';
import { endWalk } from '../table/run-walk-items.ts';

/** The kind of job that the walks of large runs are. */
export const walkKind: JobKind<RunWalk> = { schema: RunWalk, queue: 'runs', onEnd: endWalk };
