import { isRecent } from '../../platform/values/clocks.ts';
import type { AttendanceImportJob } from '../domain/attendance-import-job.ts';
import type { ReportContext } from './report-context.ts';

/** Half of what a lease lasts, and more than storing it costs. */
const KEEP_MS = 30_000;

/** Keeps the job while a large file is read, which has no place of its own to go on from. */
export function keepLease(
  context: ReportContext,
  claimed: AttendanceImportJob,
): { goOn: () => Promise<void>; job: () => AttendanceImportJob } {
  let job = claimed;
  let keptAt = context.now();
  return {
    goOn: async () => {
      if (isRecent(keptAt, context.now(), KEEP_MS)) return;
      keptAt = context.now();
      job = await context.checkpoint(job);
    },
    job: () => job,
  };
}
