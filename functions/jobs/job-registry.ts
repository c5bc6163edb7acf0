import type { FileStore } from '../../shared/platform/object-store/file-store.ts';
import type { Queue } from '../../shared/platform/queue/send-messages.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { judgementWork } from '../../shared/attendance/usecases/judge-session.ts';
import { reportWork } from '../../shared/attendance-reports/usecases/report-slice.ts';
import type { BulkWorkDeps } from '../../shared/bulk/usecases/bulk-action-work.ts';
import { bulkWork } from '../../shared/bulk/usecases/bulk-slice.ts';
import { exportWork } from '../../shared/exports/usecases/export-slice.ts';
import { importWork } from '../../shared/imports/usecases/import-slice.ts';
import type { JobWork } from '../../shared/jobs/usecases/job-kind.ts';
import {
  jobSlice,
  type SliceDeps,
  type SliceOutcome,
  type Worker,
} from '../../shared/jobs/usecases/job-slice.ts';
import { duplicatesWork } from '../../shared/merging/usecases/find-duplicates.ts';
import { mergeWork } from '../../shared/merging/usecases/merge-slice.ts';
import { recountWork, type RecountDeps } from '../../shared/recounts/usecases/recount-slice.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { jobKindsWith } from '../../shared/registries/job-kinds.ts';
import { zoomPullWork, type ZoomPullDeps } from '../../shared/zoom/usecases/pull-zoom-reports.ts';

export interface JobDeps extends Pick<RecountDeps, 'pause' | 'onCountsDiffered'>, Pick<ZoomPullDeps, 'zoom'> {
  table: Table;
  imports: FileStore;
  exports: FileStore;
  identityKey: Uint8Array;
  jobs: Queue;
  /** The queue of mails to many people. */
  bulk: Queue;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

type WorkDeps = JobDeps & SliceDeps & Pick<BulkWorkDeps, 'kinds'>;

/** The kinds of jobs that need not be on time: imports, exports, bulk actions, merges. */
export const jobWorks: readonly JobWork<WorkDeps>[] = [
  importWork,
  reportWork,
  exportWork,
  bulkWork(bulkActions),
  duplicatesWork,
  mergeWork,
  recountWork,
  judgementWork,
  zoomPullWork,
];

/** Works on one of these jobs for one slice. */
export function runJob(deps: JobDeps, jobId: string, worker: Worker): Promise<SliceOutcome> {
  return jobSlice(
    { ...deps, kinds: jobKindsWith(bulkActions), continueOn: deps.jobs },
    jobWorks,
    jobId,
    worker,
  );
}
