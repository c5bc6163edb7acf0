import type { ExportJob } from '../domain/export-job.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';
import type { Table } from '../../platform/table/table.ts';

/** What the work on an export needs besides its slice. */
export interface ExportWorkDeps {
  table: Table;
  exports: FileStore;
  identityKey: Uint8Array;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** What the work on an export is given. */
export type ExportContext = ExportWorkDeps & SliceOf<ExportJob>;
