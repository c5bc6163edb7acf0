import { saveJobWith } from '../../jobs/table/job-items.ts';
import { JobLost } from '../../jobs/usecases/slice.ts';
import { askSession, decideSettings } from '../domain/decide-settings.ts';
import { faultOfColumns, headingsToChoose } from '../domain/forms/mapped-table.ts';
import type { AttendanceImportJob } from '../domain/attendance-import-job.ts';
import { meetingOf } from '../domain/read-report.ts';
import type { ReportQuestion, ReportSettings } from '../domain/report-settings.ts';
import { isOfOtherRoom, type SessionInQuestion } from '../domain/session-of-report.ts';
import { claimReport, entryPut } from '../table/report-items.ts';
import { answersOf } from './answers-of-report.ts';
import { findSession, inQuestion } from './find-session.ts';
import { keepLease } from './keep-lease.ts';
import type { ReportContext } from './report-context.ts';
import { openReport, type OpenReport } from './source/open-report.ts';
import { digestOf, reportFile } from './source/report-file.ts';
import { UnreadableReport } from './source/unreadable-report.ts';
import { studyReport, type StudiedReport } from './study-report.ts';

/** Bytes of a report whose people are held at once; a larger one is read once for each part of them. */
const PART_BYTES = 16 * 1024 * 1024;

/**
 * Finds out what a report is, of which session, and how its times are read; then it goes on to its people, or waits for an answer.
 * Throws `UnreadableReport`, `WorkbookFault` or `FileReplaced` when it cannot be read.
 */
export async function prepareReport(
  context: ReportContext,
  found: AttendanceImportJob,
): Promise<AttendanceImportJob> {
  const claimed = { ...found, answers: await answersOf(context, found) };
  const file = reportFile(context.imports, claimed);
  const report = await openReport(file);
  const lease = keepLease(context, claimed);
  const { columns } = claimed.answers;
  const fault = columns && faultOfColumns(columns, report.top);
  const studied = fault === undefined ? await studyReport(report, columns, lease.goOn) : undefined;
  if (!studied) return hold(context, lease.job(), [askColumns(report, fault)]);
  const digest = await digestOf(file, lease.goOn);
  const job = { ...lease.job(), form: studied.kind.form, digest };
  refuseWhatTellsNothing(studied);

  const placed = await placeInSession(context, job, studied);
  if ('questions' in placed) return hold(context, job, placed.questions);
  const { session } = placed;
  const decided = settingsFor(studied, session, placed.job);
  if ('questions' in decided)
    return hold(
      context,
      placed.job,
      await withOtherSessions(context, studied, placed.job, decided.questions),
    );
  const { settings } = decided;
  const reader = await claimReport(context.table, { sessionId: session.id, digest }, job);
  if (reader !== job.id) return context.checkpoint(readBefore(context, placed.job, reader));
  return context.checkpoint({
    ...placed.job,
    phase: 'people',
    settings,
    meeting: meetingOf(studied, settings),
    part: 0,
    parts: Math.max(1, Math.ceil(job.size / PART_BYTES)),
    counts: { rows: studied.facts.rows, people: 0, matched: 0, guests: 0 },
    questions: undefined,
  });
}

function refuseWhatTellsNothing({ kind, facts }: StudiedReport): void {
  if (kind.form === 'zoom-registration')
    throw new UnreadableReport(
      'registration-report',
      'This is a list of who registered. It does not tell who was there. To take its people in, put it under imports/.',
    );
  if (facts.stays === 0) throw new UnreadableReport('nobody', 'The report tells of nobody who was there.');
}

/** The session that it is of: by its folder, by what somebody said, or by what it says itself. */
async function placeInSession(
  context: ReportContext,
  job: AttendanceImportJob,
  studied: StudiedReport,
): Promise<{ job: AttendanceImportJob; session: SessionInQuestion } | { questions: ReportQuestion[] }> {
  const named = job.answers.session ?? job.sessionId;
  const [session] = named === undefined ? [] : await inQuestion(context.table, [named]);
  if (session) return { session, job: await ofSession(context, job, session.id) };
  const looked = await findSession(context.table, studied, job.answers);
  if ('choices' in looked) return { questions: [askSession(looked.choices)] };
  return { session: looked.found, job: await ofSession(context, job, looked.found.id) };
}

/** Puts it into the list of the session. */
async function ofSession(
  { table }: ReportContext,
  job: AttendanceImportJob,
  sessionId: string,
): Promise<AttendanceImportJob> {
  if (job.sessionId === sessionId) return job;
  const placed = await saveJobWith(table, { ...job, sessionId }, [entryPut(table, sessionId, job)]);
  if (!placed) throw new JobLost(job.id);
  return placed;
}

function settingsFor(
  { facts, meeting }: StudiedReport,
  session: SessionInQuestion,
  { answers }: AttendanceImportJob,
): { settings: ReportSettings } | { questions: ReportQuestion[] } {
  if (answers.session === undefined && isOfOtherRoom(meeting, session))
    return { questions: [askSession([session.id])] };
  return decideSettings(facts, session, answers);
}

/** Of a report that may be of another session: which ones began when it did. */
async function withOtherSessions(
  { table }: ReportContext,
  studied: StudiedReport,
  { answers }: AttendanceImportJob,
  questions: ReportQuestion[],
): Promise<ReportQuestion[]> {
  if (!questions.some(({ name }) => name === 'session')) return questions;
  const looked = await findSession(table, studied, answers);
  const others = 'found' in looked ? [looked.found.id] : looked.choices;
  return questions.map((question) =>
    question.name === 'session'
      ? { ...question, choices: [...new Set([...question.choices, ...others])] }
      : question,
  );
}

const hold = (
  context: ReportContext,
  job: AttendanceImportJob,
  questions: ReportQuestion[],
): Promise<AttendanceImportJob> =>
  context.checkpoint({ ...job, status: 'waiting', heldFor: 'questions', questions });

function askColumns({ top }: OpenReport, fault: string | undefined): ReportQuestion {
  const which =
    'Say which of its columns tells what, by "columns": who somebody is, and when they joined and left or how long they stayed.';
  return {
    name: 'columns',
    choices: headingsToChoose(top),
    message: `${fault ?? 'This is no report that is known.'} ${which}`,
  };
}

const readBefore = (
  context: ReportContext,
  job: AttendanceImportJob,
  reader: string,
): AttendanceImportJob => ({
  ...job,
  status: 'done',
  finishedAt: new Date(context.now()).toISOString(),
  sameAs: reader,
  questions: undefined,
  detail: `The same report was read before: ${reader}. It counts once.`,
});
