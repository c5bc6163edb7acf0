import { ImportJob, shareRead } from '../domain/import-job.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { endImport } from './end-import.ts';

/** The kind of job that imports are. */
export const importKind: JobKind<ImportJob> = {
  schema: ImportJob,
  queue: 'jobs',
  nameInLog: () => 'import',
  isListed: true,
  permissionToEnd: () => 'imports:write',
  onEnd: endImport,
  progress: shareRead,
};
