import { BulkJob } from '../../bulk/domain/bulk-job.ts';
import { isFinished, type JobCore } from '../../jobs/domain/job.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { HandoverJob } from '../../handovers/domain/handover-job.ts';
import type { Table } from '../../platform/table/table.ts';
import { listMarks, type UndoMark } from '../../jobs/table/undo-items.ts';
import { FIRST_SHARD } from '../../platform/table/walk-shards.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import type { BulkContext } from '../../bulk/usecases/bulk-action-work.ts';
import { INDEX_LAG_MS } from '../../platform/values/index-lag.ts';
import { eraseDeliveries, ErasedMark, eraseRegistrations, eraseSubjects } from './erase-person.ts';
import { leaseHeartbeat } from './lease-heartbeat.ts';
import { allJobs } from './person-traces.ts';
import { getDeliveries } from '../../handovers/table/delivery-items.ts';

const MARKS_PAGE = 500;
const AT_ONCE = 8;

/**
 * Searches registrations, deliveries and mails once more, for everybody whom the job has marked: a hand-over or mailing at
 * work at the same time may have written of a person who had just been erased, since it had read them before; and the index,
 * in which registrations are found, may not have shown one that was just made. May be repeated.
 */
export async function eraseLateTraces(slice: BulkContext, claimed: BulkJob): Promise<BulkJob> {
  const lease = leaseHeartbeat(slice, claimed);
  const { runs, hasMailing } = await workBeside(slice.table, claimed);
  // Whom a purge erases was not seen for months.
  const isAsked = claimed.action.type === 'erase';
  if (isAsked) await slice.pause(INDEX_LAG_MS);
  const erase = async (mark: UndoMark) => {
    const { identities } = ErasedMark.parse(mark.before);
    if (isAsked) await eraseRegistrations(slice.table, identities, mark.at);
    await eraseDeliveries(slice.table, mark, await getDeliveries(slice.table, runs, identities));
    if (hasMailing) await eraseSubjects(slice.table, mark);
  };
  for (
    let place: ShardPlace | undefined = FIRST_SHARD;
    place && (isAsked || hasMailing || runs.length > 0);
  ) {
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

/** A mailing's job ends when its mails are queued; they are sent within a day. */
const SENT_WITHIN_MS = 24 * 3600_000;

async function workBeside(
  table: Table,
  { createdAt, startedAt = createdAt }: BulkJob,
): Promise<{ runs: string[]; hasMailing: boolean }> {
  const dayBefore = new Date(Date.parse(startedAt) - SENT_WITHIN_MS).toISOString();
  const endedSince = (job: JobCore, since: string) =>
    !isFinished(job) || (job.finishedAt ?? job.createdAt) >= since;
  const runs: string[] = [];
  let hasMailing = false;
  for await (const job of allJobs(table, HandoverJob)) if (endedSince(job, startedAt)) runs.push(job.id);
  for await (const job of allJobs(table, BulkJob)) {
    if (job.dryRun) continue;
    if (job.action.type === 'hand-over' && endedSince(job, startedAt)) runs.push(job.id);
    hasMailing ||= job.action.type === 'mail' && endedSince(job, dayBefore);
  }
  return { runs, hasMailing };
}
