import { BulkJob } from '../../bulk/domain/bulk-job.ts';
import { isFinished, type JobCore } from '../../jobs/domain/job.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { HandoverJob } from '../../handovers/domain/handover-job.ts';
import type { Table } from '../../platform/table/table.ts';
import { listMarks, type UndoMark } from '../../jobs/table/undo-items.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { BulkContext } from '../../bulk/usecases/bulk-action-work.ts';
import { eraseDeliveries, ErasedMark } from './erase-person.ts';
import { leaseHeartbeat } from './lease-heartbeat.ts';
import { allJobs } from './person-traces.ts';
import { getDeliveries } from '../../handovers/table/delivery-items.ts';

const MARKS_PAGE = 500;
const AT_ONCE = 8;

/**
 * Searches the deliveries once more, for everybody whom the job has marked: a hand-over at work at the same time may have
 * made one of a person who had just been erased, since it had read them before. May be repeated.
 */
export async function eraseLateDeliveries(slice: BulkContext, claimed: BulkJob): Promise<BulkJob> {
  const lease = leaseHeartbeat(slice, claimed);
  const runs = await runsBeside(slice.table, claimed);
  const erase = async (mark: UndoMark) => {
    const { identities } = ErasedMark.parse(mark.before);
    await eraseDeliveries(slice.table, mark, await getDeliveries(slice.table, runs, identities));
  };
  for (let place: ShardPlace | undefined = FIRST_SHARD; place && runs.length > 0;) {
    const page: Awaited<ReturnType<typeof listMarks>> = await listMarks(
      slice.table,
      claimed.id,
      place,
      MARKS_PAGE,
    );
    await inParallel(page.marks, AT_ONCE, erase);
    await lease.beat();
    place = page.next;
  }
  return lease.job();
}

async function runsBeside(table: Table, { createdAt, startedAt = createdAt }: BulkJob): Promise<string[]> {
  const isBeside = (job: JobCore) => !isFinished(job) || (job.finishedAt ?? job.createdAt) >= startedAt;
  const runs: string[] = [];
  for await (const job of allJobs(table, HandoverJob)) if (isBeside(job)) runs.push(job.id);
  for await (const job of allJobs(table, BulkJob))
    if (job.action.type === 'hand-over' && !job.dryRun && isBeside(job)) runs.push(job.id);
  return runs;
}
