import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import { AttendanceImportJob } from '../domain/attendance-import-job.ts';

/** The kind of job that reads reports of who was there. */
export const reportKind: JobKind<AttendanceImportJob> = {
  schema: AttendanceImportJob,
  queue: 'jobs',
  nameInLog: () => 'attendance-import',
  isListed: true,
  permissionToEnd: () => 'imports:write',
  progress: ({ phase, part, parts }) => (phase === 'study' ? 0 : (part + 1) / (parts + 1)),
  redacted: (job, { names }) => ({
    ...job,
    suggestions: job.suggestions?.filter((one) => !names(one.name) && !names(one.registeredAs)),
  }),
};
