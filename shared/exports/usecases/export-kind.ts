import { ExportJob } from '../domain/export-job.ts';
import { redactSelection } from '../../filters/domain/redact-filter.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';

/** The kind of job that exports are. */
export const exportKind: JobKind<ExportJob> = {
  schema: ExportJob,
  queue: 'jobs',
  nameInLog: () => 'export',
  isListed: true,
  permissionToEnd: () => 'exports:write',
  view: ({ rows }) => ({ counts: { rows } }),
  logged: ({ fields, rows }) => ({ fields, counts: { rows } }),
  redacted: (job, naming) => ({ ...job, selection: redactSelection(job.selection, naming) }),
  endsWithErasures: true,
};
