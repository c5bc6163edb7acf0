import { takeBackSource } from '../../attendance/usecases/add-source-attendance.ts';
import { isFinished, isHeld } from '../../jobs/domain/job.ts';
import { getJob, saveJob, saveJobWith, wakeItem, WAKE_DAYS } from '../../jobs/table/job-items.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { Table } from '../../platform/table/table.ts';
import { AttendanceImportJob, readAnew, sourceIdOf, statusOf } from '../domain/attendance-import-job.ts';
import type { ReportAnswers } from '../domain/report-settings.ts';
import { releaseReport } from '../table/report-items.ts';

interface Deps {
  table: Table;
  now: () => number;
}

/**
 * Answers what a report does not say, and has it read anew: one that waits for that, one that is done and has guests to be
 * recognised, one that failed or was reverted. What it said before counts until it is read. Throws a `Refusal` while it is read.
 */
export async function answerReport(
  { table, now }: Deps,
  found: AttendanceImportJob,
  answers: ReportAnswers,
  organizerId: string,
): Promise<AttendanceImportJob> {
  for (let job = found; ;) {
    refuseAnswer(job, answers);
    const at = new Date(now()).toISOString();
    const wake = { at, by: organizerId, expiresAt: Math.floor(now() / 1000) + WAKE_DAYS * 24 * 3600 };
    const next = readAnew(job, {
      answers: { ...job.answers, ...answers, ...mergedMatches(job.answers, answers) },
      createdBy: isOrganizer(job.createdBy) ? job.createdBy : organizerId,
    });
    const saved = await saveJobWith(table, next, [wakeItem(table, next, wake)]);
    if (saved) return saved;
    job = await readAgain(table, job);
  }
}

function refuseAnswer(job: AttendanceImportJob, answers: ReportAnswers): void {
  if (!isHeld(job) && !isFinished(job))
    throw new Refusal('conflict', 'This report is being read. Wait for the end of that.');
  if (job.sameAs !== undefined && job.revertedAt === undefined)
    throw new Refusal('conflict', `The same report was read before. Answer for that import: ${job.sameAs}.`);
  const isRead = (job.readRuns ?? []).length > 0;
  if (isRead && answers.session !== undefined && answers.session !== job.sessionId)
    throw new Refusal(
      'conflict',
      'This report counts for its session. Revert it first, then say of which it is.',
    );
}

/** The latest word on each guest. */
function mergedMatches(before: ReportAnswers, now: ReportAnswers): Pick<ReportAnswers, 'matches'> {
  if (!now.matches) return {};
  const all = new Map([...(before.matches ?? []), ...now.matches].map((one) => [one.guest, one]));
  return { matches: [...all.values()] };
}

/**
 * Takes back what a report says: its people are judged by all other sources. One that waits for an answer is given up. Again =
 * the same.
 */
export async function revertReport(
  { table, now }: Deps,
  found: AttendanceImportJob,
  organizerId: string,
): Promise<AttendanceImportJob> {
  for (let job = found; ;) {
    if (job.revertedAt !== undefined) return job;
    if (statusOf(job) === 'waiting' || statusOf(job) === 'running')
      throw new Refusal('conflict', 'This report is being read. Wait for the end of that, then revert it.');
    await takeBack({ table, now }, job, organizerId);
    const saved = await saveJob(table, {
      ...job,
      status: 'cancelled',
      heldFor: undefined,
      questions: undefined,
      suggestions: undefined,
      readRuns: undefined,
      finishedAt: job.finishedAt ?? new Date(now()).toISOString(),
      revertedAt: new Date(now()).toISOString(),
      revertedBy: organizerId,
    });
    if (saved) return saved;
    job = await readAgain(table, job);
  }
}

/** First the source, then the claim on its bytes: whoever dies between them is followed by the same again. */
async function takeBack(deps: Deps, job: AttendanceImportJob, by: string): Promise<void> {
  const { sessionId, digest } = job;
  if (sessionId === undefined) return;
  for (const run of job.readRuns ?? [])
    await takeBackSource(deps, { sessionId, id: sourceIdOf(job, run) }, { by });
  if (digest !== undefined) await releaseReport(deps.table, { sessionId, digest }, job.id);
}

async function readAgain(table: Table, { id }: AttendanceImportJob): Promise<AttendanceImportJob> {
  const job = await getJob(table, id, AttendanceImportJob);
  if (!job) throw new Refusal('not-found', 'There is no such import any more.');
  return job;
}

const isOrganizer = (createdBy: string): boolean => createdBy !== 'bucket' && createdBy !== 'sweeper';
