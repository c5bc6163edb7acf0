import type { ImportJob } from '../domain/import-job.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';
import type { ImportFiles } from './read-import-options.ts';

/** What the work on an import needs besides its slice. */
export interface ImportDeps extends ImportFiles {
  identityKey: Uint8Array;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** What the work on an import is given. */
export type ImportContext = ImportDeps & SliceOf<ImportJob>;
