import { BulkJob } from '../domain/bulk-job.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { redactSelection } from '../../filters/domain/redact-filter.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { ErasedNames } from '../../platform/values/text/erased-names.ts';
import { actionOf, type BulkActionKind } from './bulk-action.ts';
import { isUndoable } from './undo-bulk.ts';

/** The kind of job that bulk actions are. */
export function bulkKind(actions: readonly BulkActionKind[]): JobKind<BulkJob> {
  return {
    schema: BulkJob,
    queue: 'jobs',
    nameInLog,
    isListed: true,
    permissionToEnd: (job) => actionOf(actions, job).permission,
    whyItMustEnd: ({ dissolves }) =>
      dissolves === true
        ? 'The group is deleted already; this takes it out of its members and cannot be cancelled.'
        : undefined,
    leavesHalves: (job) =>
      !job.dryRun && job.startedAt !== undefined && actionOf(actions, job).leavesHalves === true,
    stopped: (job) => ({ ...job, cancelling: undefined, stopping: { status: 'cancelled' } }),
    isStopping: ({ stopping }) => stopping !== undefined,
    isUnderWay: async (table, job) => {
      if (job.status !== 'done' || job.dryRun) return false;
      return (await actionOf(actions, job).isUnderWay?.(table, job)) ?? false;
    },
    view: (job, nowMs) => viewOf(actions, job, nowMs),
    details: async (table, job) =>
      job.dryRun ? {} : ((await actionOf(actions, job).details?.(table, job)) ?? {}),
    redacted: (job, naming) => redacted(actions, job, naming),
  };
}

const NamedInLog = BulkJob.pick({ action: true, dryRun: true, undoes: true });

function nameInLog(item: Record<string, unknown>): string | undefined {
  const { action, dryRun, undoes } = NamedInLog.parse(item);
  if (dryRun) return undefined;
  return undoes === undefined ? action.type : `undo ${action.type}`;
}

function viewOf(actions: readonly BulkActionKind[], job: BulkJob, nowMs: number): Record<string, unknown> {
  const { action, dryRun, counts, reasons, undoes, undoneBy } = job;
  const canUndo = counts.changed > 0 && isUndoable(actions, job, nowMs) && undoneBy === undefined;
  return { action, dryRun, counts, reasons, canUndo, undoes, undoneBy };
}

/** What is still to be done is done as it was asked. */
function redacted(actions: readonly BulkActionKind[], job: BulkJob, naming: ErasedNames): BulkJob {
  const kind = actionOf(actions, job);
  const selection = redactSelection(job.selection, naming);
  if (!isFinished(job) || !kind.redacted) return { ...job, selection };
  return { ...job, selection, action: kind.redacted(kind.schema.parse(job.action), naming) };
}
