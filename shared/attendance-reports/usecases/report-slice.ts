import { JobLost } from '../../jobs/usecases/slice.ts';
import type { JobWork } from '../../jobs/usecases/job-kind.ts';
import { noteCheckpoints } from '../../jobs/usecases/note-checkpoints.ts';
import { saveJob } from '../../jobs/table/job-items.ts';
import { FileReplaced } from '../../platform/object-store/read-file.ts';
import { WorkbookFault } from '../../platform/xlsx/workbook-fault.ts';
import type { AttendanceImportJob } from '../domain/attendance-import-job.ts';
import { prepareReport } from './prepare-report.ts';
import type { ReportContext, ReportDeps } from './report-context.ts';
import { reportKind } from './report-kind.ts';
import { UnreadableReport } from './source/unreadable-report.ts';
import { writePeople } from './write-people.ts';

/** The work on reports of who was there. */
export const reportWork: JobWork<ReportDeps, AttendanceImportJob> = {
  kind: reportKind,
  takeFurther: reportSlice,
};

/** Works on a report for one slice: finds out what it is and how it is read, then writes its people, part by part. */
async function reportSlice(
  context: ReportContext,
  claimed: AttendanceImportJob,
): Promise<AttendanceImportJob> {
  const { context: noting, stored } = noteCheckpoints(context, claimed);
  try {
    let job = claimed;
    if (job.phase === 'study') job = await prepareReport(noting, job);
    if (job.phase !== 'people' || job.status !== 'running') return job;
    return await writePeople(noting, job);
  } catch (error) {
    const failure = failureOf(error);
    if (!failure) throw error;
    const failed = await saveJob(context.table, {
      ...stored(),
      ...failure,
      status: 'failed',
      finishedAt: new Date(context.now()).toISOString(),
      cancelling: undefined,
      lease: undefined,
    });
    if (!failed) throw new JobLost(claimed.id, { cause: error });
    return failed;
  }
}

/** What ends the reading for good, in words for whoever uploaded the file. */
function failureOf(error: unknown): Pick<AttendanceImportJob, 'reason' | 'detail'> | undefined {
  if (error instanceof UnreadableReport || error instanceof WorkbookFault)
    return { reason: error.code, detail: error.message };
  if (!(error instanceof FileReplaced)) return undefined;
  return {
    reason: 'replaced',
    detail: 'The file was replaced or removed while it was read. Nothing of it counts; upload it again.',
  };
}
