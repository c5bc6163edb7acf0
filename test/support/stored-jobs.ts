import * as z from 'zod';
import { JudgementJob } from '../../shared/attendance/domain/judgement-job.ts';
import { AttendanceImportJob } from '../../shared/attendance-reports/domain/attendance-import-job.ts';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import * as undo from '../../shared/bulk/usecases/undo-bulk.ts';
import { ExportJob } from '../../shared/exports/domain/export-job.ts';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { getJobOf } from '../../shared/jobs/table/job-items.ts';
import * as cancel from '../../shared/jobs/usecases/cancel-job.ts';
import { kindOf } from '../../shared/jobs/usecases/job-kind.ts';
import { DuplicatesJob } from '../../shared/merging/domain/duplicates-job.ts';
import { MergeJob } from '../../shared/people/domain/merge-job.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { RecountJob } from '../../shared/recounts/domain/recount-job.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { jobKinds } from '../../functions/people/job-kinds.ts';
import { HandoverJob } from '../../shared/handovers/domain/handover-job.ts';
import { ZoomPullJob } from '../../shared/zoom/domain/zoom-pull-job.ts';
import { ReminderJob, SessionChangeJob } from '../../shared/mail/domain/mail-run-jobs.ts';

/** A job of any kind, as tests look at it: told apart by its kind. */
const Job = z.discriminatedUnion('kind', [
  BulkJob,
  ImportJob,
  ExportJob,
  MergeJob,
  DuplicatesJob,
  ReminderJob,
  HandoverJob,
  SessionChangeJob,
  RecountJob,
  JudgementJob,
  ZoomPullJob,
  AttendanceImportJob,
]);
export type Job = z.infer<typeof Job>;

/** The job as the table has it. */
export async function getJob(table: Table, id: string): Promise<Job | undefined> {
  const job = await getJobOf(
    table,
    id,
    jobKinds.map(({ schema }) => schema),
  );
  return job && Job.parse(job);
}

/** Cancels a job as its kind asks for. */
export const cancelJob = async (deps: { table: Table; now: () => number }, job: Job): Promise<Job> =>
  Job.parse(await cancel.cancelJob(deps, kindOf(jobKinds, job), job));

export const isCancellable = (table: Table, job: Job): Promise<boolean> =>
  cancel.isCancellable(table, kindOf(jobKinds, job), job);

export const isUndoable = (job: BulkJob, nowMs: number): boolean => undo.isUndoable(bulkActions, job, nowMs);
