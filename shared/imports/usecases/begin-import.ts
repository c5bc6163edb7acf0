import { hashedId } from '../../platform/values/hashed-id.ts';
import { noCounts, type ImportJob } from '../domain/import-job.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import { getUpload } from '../table/upload-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** A file that was put under `imports/`. */
export interface ArrivedFile {
  bucket: string;
  key: string;
  etag: string;
  /** Bytes. */
  size: number;
}

/** Where an import's file must lie. */
export const IMPORT_PREFIX = 'imports/';

/** The import of a file: the same version of the same file is one import, however often it is announced. */
export const importIdOf = ({ bucket, key, etag }: Pick<ArrivedFile, 'bucket' | 'key' | 'etag'>): string =>
  hashedId('imp', `${bucket}\n${key}\n${etag}`);

/**
 * Records the import of a file once; the work starts from the table. Folder markers are no files. Whoever asked for the
 * upload is who began it, from the first on: the log of who did what hears of the job as it is made.
 */
export async function beginImport(
  deps: { table: Table; now: () => number },
  file: ArrivedFile,
  foundBy: 'bucket' | 'sweeper',
): Promise<'begun' | 'known' | 'ignored'> {
  if (!file.key.startsWith(IMPORT_PREFIX) || file.key.endsWith('/')) return 'ignored';
  const upload = await getUpload(deps.table, file.key);
  const job: ImportJob = {
    kind: 'import',
    id: importIdOf(file),
    status: 'waiting',
    createdAt: new Date(deps.now()).toISOString(),
    createdBy: upload?.createdBy ?? foundBy,
    version: 1,
    idleSlices: 0,
    ...file,
    run: 0,
    dryRun: false,
    asAdmin: upload?.asAdmin ?? true,
    phase: 'prepare',
    cursor: { offset: 0, line: 1, record: 0 },
    counts: noCounts,
    registered: 0,
    knownShare: 1,
  };
  return (await createJob(deps.table, job)) ? 'begun' : 'known';
}
