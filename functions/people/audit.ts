import * as z from 'zod';
import { Month } from './routes/privacy-routes.ts';
import type { AuditEntry } from '../../shared/history/domain/audit.ts';
import { readValue, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { listAudit } from '../../shared/history/table/audit-items.ts';
import type { JobCore } from '../../shared/jobs/domain/job.ts';
import { kindOf } from '../../shared/jobs/usecases/job-kind.ts';
import { Selection } from '../../shared/filters/domain/selection.ts';
import { jobKinds } from './job-kinds.ts';
import { getJobs } from '../../shared/jobs/table/job-items.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** The audit log: who did what to people's data. */
export const auditHandlers = {
  'GET /v1/audit': showLog,
} satisfies PeopleHandlers;

/** The log of a month, newest first; without `?month=` of this one (UTC). */
async function showLog(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const asked = readValue({ month: request.query['month'] }, Month);
  const month = asked.month ?? new Date(deps.now()).toISOString().slice(0, 7);
  const keys = await deps.linkKeys();
  const list = `audit ${month}`;
  const { limit, position } = readListPosition(request, keys, list, z.string());
  const { entries, next } = await listAudit(deps.table, month, position, limit);
  const jobs = await getJobs(
    deps.table,
    entries.filter(isOfJob).map(({ what }) => what),
    jobKinds.map(({ schema }) => schema),
  );
  const views = entries.map((entry) => ({ ...entry, ...jobTold(jobs.get(entry.what)) }));
  return listReply(keys, list, views, next);
}

/** Whether the entry is about a job: those are logged under the job's id. */
const isOfJob = ({ id, what }: AuditEntry): boolean => id === what;

/**
 * The request and the outcome of a job. Read from the job and not stored in the log: a filter may name somebody, and an
 * erasure removes it from jobs.
 */
function jobTold(job: JobCore | undefined): Record<string, unknown> {
  if (!job) return {};
  const chosen = Chosen.safeParse(job).data?.selection;
  const { filter, exclude = [] } = chosen && 'all' in chosen ? chosen : {};
  return {
    status: job.status,
    ...(filter && { filter }),
    ...(exclude.length > 0 && { excluded: exclude.length }),
    ...('counts' in job && { counts: job.counts }),
    ...kindOf(jobKinds, job).logged?.(job),
  };
}

const Chosen = z.object({ selection: Selection });
