import type { SliceOf } from '../../jobs/usecases/slice.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import type { Table } from '../../platform/table/table.ts';
import type { AttendanceImportJob } from '../domain/attendance-import-job.ts';

/** What the work on a report needs besides its slice. */
export interface ReportDeps {
  table: Table;
  imports: FileStore;
  identityKey: Uint8Array;
  now: () => number;
}

/** What the work on a report is given. */
export type ReportContext = ReportDeps & SliceOf<AttendanceImportJob>;
