import { decodeMetadata } from '../../imports/domain/import-options.ts';
import { fileFacts, FileReplaced } from '../../platform/object-store/read-file.ts';
import { reportedIssues } from '../../platform/problems/field-errors.ts';
import type { AttendanceImportJob } from '../domain/attendance-import-job.ts';
import { ReportAnswers } from '../domain/report-settings.ts';
import type { ReportContext } from './report-context.ts';
import { UnreadableReport } from './source/unreadable-report.ts';

const Told = ReportAnswers.pick({ timeZone: true, dateOrder: true, clock: true });

/**
 * What was said of a report: by its object's metadata (`time-zone`, `date-order`, `clock`), with its upload, and in answers, of which
 * the latest word stands. Throws `UnreadableReport` for metadata that cannot be taken, `FileReplaced` where the file is gone.
 */
export async function answersOf(
  { imports }: ReportContext,
  job: AttendanceImportJob,
): Promise<ReportAnswers> {
  const facts = await fileFacts(imports, job.key);
  if (facts?.etag !== job.etag) throw new FileReplaced(job.key);
  const word = (name: string): string | undefined => {
    const text = facts.options[name];
    return text === undefined ? undefined : decodeMetadata(text).trim();
  };
  const told = Told.safeParse({
    timeZone: word('time-zone'),
    dateOrder: word('date-order'),
    clock: word('clock'),
  });
  if (told.success) return { ...told.data, ...job.answers };
  const [issue] = reportedIssues(told.error.issues);
  throw new UnreadableReport(
    'bad-option',
    `The metadata of the file cannot be taken: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}.`,
  );
}
