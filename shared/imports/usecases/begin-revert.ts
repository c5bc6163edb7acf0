import { BulkJob } from '../../bulk/domain/bulk-job.ts';
import { newId } from '../../platform/values/ids.ts';
import type { ImportJob } from '../domain/import-job.ts';
import { isFinished } from '../../jobs/domain/job.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { createJob, getJob, saveJob } from '../../jobs/table/job-items.ts';
import { newBulkJob, type BeginBulkDeps } from '../../bulk/usecases/begin-bulk.ts';

/** Begins the job that reverts an import, once; where one failed, was cancelled or left somebody, the next continues. */
export async function beginRevert(
  deps: BeginBulkDeps,
  job: ImportJob,
  organizerId: string,
): Promise<BulkJob> {
  if (!isFinished(job))
    throw new Refusal('conflict', 'This import is not over. Cancel it first, then revert what it has done.');
  const known = await revertOfImport(deps, job);
  if (known && !isFinished(known)) throw new Refusal('conflict', 'This import is being reverted already.');
  if (known?.status === 'done' && known.counts.skipped + known.counts.failed === 0)
    throw new Refusal('conflict', 'This import was reverted already.');
  const id = known || job.revertedBy === undefined ? newId('blk', deps.now(), deps.random) : job.revertedBy;
  // First the word that it is reverted: whoever asks at the same time is refused, and whoever asks again goes on from here.
  if (id !== job.revertedBy && !(await saveJob(deps.table, { ...job, revertedBy: id })))
    throw new Refusal('conflict', 'Somebody else has changed this import. Please look again.');
  const reverting = newBulkJob(
    deps,
    { action: { type: 'revert-import', importId: job.id, run: job.run }, selection: { all: true }, id },
    organizerId,
  );
  await createJob(deps.table, reverting);
  return reverting;
}

/** The job that reverts an import, or did; undefined where nobody began one. */
export async function revertOfImport(
  { table }: Pick<BeginBulkDeps, 'table'>,
  { revertedBy }: ImportJob,
): Promise<BulkJob | undefined> {
  return revertedBy === undefined ? undefined : getJob(table, revertedBy, BulkJob);
}
