import { noBulkCounts, type BulkAction, type BulkJob } from '../domain/bulk-job.ts';
import { newId } from '../../platform/values/ids.ts';
import type { Selection } from '../../filters/domain/selection.ts';
import { createJob } from '../../jobs/table/job-items.ts';
import type { Table } from '../../platform/table/table.ts';

interface NewJobDeps {
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

export type BeginBulkDeps = NewJobDeps & { table: Table };

/** An order for a bulk action: what to do to whom. */
export interface BulkOrder {
  action: BulkAction;
  selection: Selection;
  dryRun?: boolean;
  /** The id of the job, given if the same order may come twice. */
  id?: string | undefined;
  undoes?: string;
}

/** Makes the job that carries an order out; it is not stored yet. */
export function newBulkJob(
  deps: NewJobDeps,
  { action, selection, dryRun = false, id, undoes }: BulkOrder,
  createdBy: string,
): BulkJob {
  return {
    kind: 'bulk',
    id: id ?? newId('blk', deps.now(), deps.random),
    status: 'waiting',
    createdAt: new Date(deps.now()).toISOString(),
    createdBy,
    version: 1,
    idleSlices: 0,
    action,
    selection,
    dryRun,
    counts: noBulkCounts,
    reasons: {},
    cursor: { shard: 0 },
    undoes,
  };
}

/** Records a bulk action; the work starts from the table. Undefined when a job of the given id is there already. */
export async function beginBulk(
  deps: BeginBulkDeps,
  order: BulkOrder,
  createdBy: string,
): Promise<BulkJob | undefined> {
  const job = newBulkJob(deps, order, createdBy);
  return (await createJob(deps.table, job)) ? job : undefined;
}
