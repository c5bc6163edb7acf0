import { BulkJob } from '../domain/bulk-job.ts';
import { newId } from '../../platform/values/ids.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { createJob, getJob, saveJob } from '../../jobs/table/job-items.ts';
import { UNDO_MS } from '../../platform/values/restorable.ts';
import { newBulkJob, type BeginBulkDeps } from './begin-bulk.ts';
import { actionOf, type BulkActionKind } from './bulk-action.ts';

/**
 * Begins a job that undoes what another one did. Asked twice, it is the same job, until that has failed or was cancelled:
 * then the next one goes on with what is left.
 */
export async function undoBulk(
  deps: BeginBulkDeps & { actions: readonly BulkActionKind[] },
  job: BulkJob,
  organizerId: string,
): Promise<BulkJob> {
  if (!isUndoable(deps.actions, job, deps.now()))
    throw new Refusal(
      'conflict',
      isFinished(job)
        ? 'This cannot be undone (any more): only changes of people can, for 30 days.'
        : 'This is still at work. Cancel it first.',
    );
  const known = job.undoneBy === undefined ? undefined : await getJob(deps.table, job.undoneBy, BulkJob);
  if (known && (!isFinished(known) || known.status === 'done')) return known;
  const id = known || job.undoneBy === undefined ? newId('blk', deps.now(), deps.random) : job.undoneBy;
  // First the word that it is undone: whoever asks at the same time is refused, and whoever asks again goes on from here.
  if (id !== job.undoneBy && !(await saveJob(deps.table, { ...job, undoneBy: id })))
    throw new Refusal('conflict', 'Somebody else is undoing this. Please look again.');
  const undoing = newBulkJob(
    deps,
    { action: job.action, selection: { all: true }, id, undoes: job.id },
    organizerId,
  );
  await createJob(deps.table, undoing);
  return undoing;
}

/** Whether a job can be undone; the caller checks that nobody has begun to. */
export function isUndoable(actions: readonly BulkActionKind[], job: BulkJob, nowMs: number): boolean {
  return (
    isFinished(job) &&
    !job.dryRun &&
    job.undoes === undefined &&
    actionOf(actions, job).isUndoable === true &&
    nowMs - Date.parse(job.createdAt) < UNDO_MS
  );
}
