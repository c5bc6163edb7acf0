import type { Delivery } from '../../handovers/domain/delivery.ts';
import type { JobCore } from '../../jobs/domain/job.ts';
import { BulkJob } from '../../bulk/domain/bulk-job.ts';
import { ImportJob } from '../../imports/domain/import-job.ts';
import { HandoverJob } from '../../handovers/domain/handover-job.ts';
import { getJob, listJobs, type JobPage, type JobSchema } from '../../jobs/table/job-items.ts';
import { actRunsOf } from '../../notices/domain/act-run.ts';
import { listNotices } from '../../notices/table/notice-items.ts';
import { getDeliveries } from '../../handovers/table/delivery-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { UNDO_MS } from '../../platform/values/restorable.ts';

/** The places of things about people that are stored under a job, not under the person. */
export interface JobTraces {
  /** Runs of hand-over rules, by session. */
  runs: Map<string, string[]>;
  /** Sessions that a reverted import was for: the registrations that it removed cannot lead there any more. */
  reverted: string[];
  /** Bulk hand-overs: each may have a delivery of anybody. */
  handovers: string[];
  /** Organizers to whose webhooks acts were posted. */
  notices: string[];
  /** Bulk actions whose marks still hold former values. */
  marking: string[];
}

const PAGE = 200;

/** Finds these places once, instead of for every person. */
export async function readJobTraces(table: Table, nowMs: number): Promise<JobTraces> {
  const traces: JobTraces = { runs: new Map(), reverted: [], handovers: [], notices: [], marking: [] };
  for (const { id, hasPosted } of await listNotices(table)) if (hasPosted) traces.notices.push(id);
  for await (const job of allJobs(table, HandoverJob)) {
    const { sessionId } = job.fire;
    traces.runs.set(sessionId, [...(traces.runs.get(sessionId) ?? []), job.id]);
  }
  for await (const job of allJobs(table, BulkJob)) {
    if (job.dryRun) continue;
    if (job.action.type === 'revert-import')
      traces.reverted.push(...(await sessionOfImport(table, String(job.action['importId']))));
    if (job.action.type === 'hand-over') traces.handovers.push(job.id);
    else if (nowMs - Date.parse(job.createdAt) < UNDO_MS + PAGE_OF_TIME_MS) traces.marking.push(job.id);
  }
  return traces;
}

async function sessionOfImport(table: Table, importId: string): Promise<string[]> {
  const job = await getJob(table, importId, ImportJob);
  return job?.target ? [job.target.sessionId] : [];
}

/** Marks live for 30 days after they were written, which may be some time after the job was asked for. */
const PAGE_OF_TIME_MS = 5 * 24 * 60 * 60_000;

/** Jobs of a kind, newest first. */
export async function* allJobs<J extends JobCore>(table: Table, schema: JobSchema<J>): AsyncGenerator<J> {
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page: JobPage<J> = await listJobs(table, schema, after, PAGE);
    yield* page.jobs;
    after = page.next;
  }
}

/** The deliveries of the identities, in these sessions, of acts and by bulk hand-overs. */
export async function deliveriesOf(
  table: Table,
  traces: JobTraces,
  identities: string[],
  sessionIds: Iterable<string>,
): Promise<Delivery[]> {
  const runs = new Set(traces.handovers);
  for (const sessionId of [...sessionIds, ...traces.reverted])
    for (const run of [
      ...(traces.runs.get(sessionId) ?? []),
      ...traces.notices.flatMap((noticeId) => actRunsOf(noticeId, sessionId)),
    ])
      runs.add(run);
  return getDeliveries(table, [...runs], identities);
}
