import { ImportJob, shareRead } from '../domain/import-job.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { endImport } from './end-import.ts';

/** Imports as jobs. */
export const importKind: JobKind<ImportJob> = {
  schema: ImportJob,
  isListed: true,
  permissionToEnd: () => 'imports:write',
  onEnd: endImport,
  progress: shareRead,
};
