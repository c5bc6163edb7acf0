import { DuplicatesJob } from '../domain/duplicates-job.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { MergeJob } from '../../people/domain/merge-job.ts';

/** The kind of job that finishes a merge. */
export const mergeKind: JobKind<MergeJob> = {
  schema: MergeJob,
  queue: 'jobs',
  nameInLog: () => 'merge',
};

/** The kind of job that searches for duplicates. */
export const duplicatesKind: JobKind<DuplicatesJob> = { schema: DuplicatesJob, queue: 'jobs' };
