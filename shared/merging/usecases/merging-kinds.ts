import { DuplicatesJob } from '../domain/duplicates-job.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { MergeJob } from '../../people/domain/merge-job.ts';

/** What follows when two people became one, as a job. */
export const mergeKind: JobKind<MergeJob> = { schema: MergeJob };
/** Searches for doubles as jobs. */
export const duplicatesKind: JobKind<DuplicatesJob> = { schema: DuplicatesJob };
