import { hashedId } from '../../platform/values/hashed-id.ts';
import { getSession } from '../../events/table/session-items.ts';
import type { ArrivedFile } from '../../imports/usecases/begin-import.ts';
import { createJobWith } from '../../jobs/table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { nobodyCounted, type AttendanceImportJob } from '../domain/attendance-import-job.ts';
import { entryPut, getReportUpload } from '../table/report-items.ts';

/** Where reports lie: directly, or in the folder of their session. */
export const REPORT_PREFIX = 'attendance/';

/** The import of a report: the same version of the same file is one, however often it is announced. */
export const reportImportIdOf = ({
  bucket,
  key,
  etag,
}: Pick<ArrivedFile, 'bucket' | 'key' | 'etag'>): string => hashedId('ati', `${bucket}\n${key}\n${etag}`);

/** The session whose folder a file lies in. */
const sessionIn = (key: string): string | undefined => {
  const [folder = '', ...rest] = key.slice(REPORT_PREFIX.length).split('/');
  return rest.length > 0 ? SessionId.safeParse(folder).data : undefined;
};

/**
 * Records the import of a report once; the work starts from the table. In a folder of no session it is one of those whose session
 * is looked for.
 */
export async function beginReport(
  deps: { table: Table; now: () => number },
  file: ArrivedFile,
  foundBy: 'bucket' | 'sweeper',
): Promise<'begun' | 'known' | 'ignored'> {
  if (!file.key.startsWith(REPORT_PREFIX) || file.key.endsWith('/')) return 'ignored';
  const upload = await getReportUpload(deps.table, file.key);
  const named = sessionIn(file.key);
  const session = named === undefined ? undefined : await getSession(deps.table, named);
  const job: AttendanceImportJob = {
    kind: 'attendance-import',
    id: reportImportIdOf(file),
    status: 'waiting',
    createdAt: new Date(deps.now()).toISOString(),
    createdBy: upload?.createdBy ?? foundBy,
    version: 1,
    idleSlices: 0,
    ...file,
    sessionId: session?.id,
    answers: upload?.answers ?? {},
    run: 1,
    phase: 'study',
    part: 0,
    parts: 1,
    counts: nobodyCounted,
  };
  const entries = session ? [entryPut(deps.table, session.id, job)] : [];
  return (await createJobWith(deps.table, job, entries)) ? 'begun' : 'known';
}
