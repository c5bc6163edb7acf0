import type { FileStore } from '../../shared/platform/object-store/file-store.ts';
import type { Queue } from '../../shared/platform/queue/send-messages.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { bulkSlice } from '../../shared/bulk/usecases/bulk-slice.ts';
import { exportSlice } from '../../shared/exports/usecases/export-slice.ts';
import { importSlice } from '../../shared/imports/usecases/import-slice.ts';
import { findDuplicates } from '../../shared/merging/usecases/find-duplicates.ts';
import { mergeSlice } from '../../shared/merging/usecases/merge-slice.ts';
import {
  jobSlice,
  type Slice,
  type SliceOutcome,
  type Worker,
} from '../../shared/jobs/usecases/job-slice.ts';

export interface JobDeps {
  table: Table;
  imports: FileStore;
  exports: FileStore;
  identityKey: Uint8Array;
  jobs: Queue;
  /** Mails to many. */
  bulk: Queue;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

export type SliceContext = JobDeps & Slice;

/** Works on a file on its way in or out, or on many people, for one slice. */
export async function runJob(deps: JobDeps, jobId: string, worker: Worker): Promise<SliceOutcome> {
  return jobSlice({ ...deps, continueOn: deps.jobs }, jobId, worker, async (slice, job) => {
    switch (job.kind) {
      case 'import':
        return importSlice({ ...deps, ...slice }, job);
      case 'export':
        return exportSlice({ ...deps, ...slice }, job);
      case 'bulk':
        return bulkSlice({ ...deps, ...slice }, job);
      case 'doubles':
        return findDuplicates({ ...deps, ...slice }, job);
      case 'merge':
        return mergeSlice({ ...deps, ...slice }, job);
      case 'reminder':
      case 'handover':
      case 'news':
        throw new Error(`A ${job.kind} run came to the queue of jobs.`);
    }
  });
}
