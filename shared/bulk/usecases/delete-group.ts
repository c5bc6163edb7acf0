import type { BulkJob } from '../domain/bulk-job.ts';
import type { Group } from '../../groups/domain/group.ts';
import { deleteGroupItem } from '../../groups/table/group-items.ts';
import { jobPut } from '../../jobs/table/job-items.ts';
import { newBulkJob, type BeginBulkDeps } from './begin-bulk.ts';

/**
 * Deletes a group of any size: it is gone for everybody at once, and a job, written in the same step, takes it out of its
 * members page by page; they stay as people. Undefined: somebody wrote to the group since it was read.
 */
export async function deleteGroup(
  deps: BeginBulkDeps,
  group: Group,
  by: string,
): Promise<BulkJob | undefined> {
  const made = newBulkJob(
    deps,
    {
      action: { type: 'remove-from-group', groupId: group.id },
      selection: { all: true, filter: { field: 'group', op: 'in', value: [group.id] } },
    },
    by,
  );
  const job: BulkJob = { ...made, dissolves: true };
  const isDeleted = await deleteGroupItem(deps.table, group, { by, at: job.createdAt }, [
    jobPut(deps.table, job),
  ]);
  return isDeleted ? job : undefined;
}
