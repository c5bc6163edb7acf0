import * as z from 'zod';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { actionOf } from '../../shared/bulk/usecases/bulk-action.ts';
import { isFinished, type JobCore } from '../../shared/jobs/domain/job.ts';
import { cancelJob, isCancellable, isEnding } from '../../shared/jobs/usecases/cancel-job.ts';
import { kindOf, nameOf, type JobKind } from '../../shared/jobs/usecases/job-kind.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { jobKinds } from './job-kinds.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { requirePermission } from '../../shared/platform/access/role.ts';
import { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readValue,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { getJobOf } from '../../shared/jobs/table/job-items.ts';
import { SHARDS } from '../../shared/platform/values/shard.ts';
import { listAllJobs } from '../../shared/jobs/table/list-all-jobs.ts';
import { undoBulk } from '../../shared/bulk/usecases/undo-bulk.ts';
import type { JobView } from './routes/job-view.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

const JobId = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);
/** Jobs that organizers began themselves; runs of rules are listed with their rules. */
const listed = jobKinds.filter(({ isListed }) => isListed === true);
const Kind = z.enum(listed.map(nameOf)).optional();

/** Jobs: watch, cancel and undo them. */
export const jobHandlers = {
  'GET /v1/jobs': listJobs,
  'GET /v1/jobs/{jobId}': showJob,
  'POST /v1/jobs/{jobId}/cancel': cancel,
  'POST /v1/jobs/{jobId}/undo': undo,
} satisfies PeopleHandlers;

/** Jobs of all kinds, newest first; `?kind=bulk` for those of one. */
async function listJobs(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const kind = readValue(request.query['kind'], Kind);
  const keys = await deps.linkKeys();
  const list = `jobs ${kind ?? ''}`;
  const { limit, position } = readListPosition(request, keys, list, z.string());
  const wanted = listed.filter((one) => kind === undefined || nameOf(one) === kind);
  const schemas = wanted.map(({ schema }) => schema);
  const { jobs, next } = await listAllJobs(deps.table, schemas, position, limit);
  return listReply(
    keys,
    list,
    jobs.map((job) => jobView(job, deps.now())),
    next,
  );
}

const Chosen = z.object({ selection: z.unknown() });

/** One job, with the people it is for, and details that are only read here: for a mailing, the outcomes of its mails. */
async function showJob(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const { job, kind } = await findJob(deps, request);
  const canCancel = kind.permissionToEnd !== undefined && (await isCancellable(deps.table, kind, job));
  const whom = Chosen.safeParse(job).data;
  const details = await kind.details?.(deps.table, job);
  return json(200, { ...jobView(job, deps.now()), ...whom, canCancel, ...details });
}

async function cancel(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const { job, kind } = await findJob(deps, request);
  const permission = kind.permissionToEnd?.(job);
  if (!permission) throw new Refusal('conflict', 'A run of a rule cannot be cancelled; change the rule.');
  requirePermission(organizer, permission);
  return json(200, jobView(await cancelJob(deps, kind, job), deps.now()));
}

async function undo(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const job = BulkJob.safeParse((await findJob(deps, request)).job).data;
  if (!job) throw new Refusal('conflict', 'Only bulk actions can be undone here.');
  requirePermission(organizer, actionOf(bulkActions, job).permission);
  const undoing = await undoBulk({ ...deps, actions: bulkActions }, job, organizer.id);
  return json(202, jobView(undoing, deps.now()));
}

async function findJob(deps: PeopleDeps, request: HttpRequest): Promise<{ job: JobCore; kind: JobKind }> {
  const schemas = jobKinds.map(({ schema }) => schema);
  const job = await getJobOf(deps.table, readId(request, 'jobId', JobId), schemas);
  if (!job) throw new Refusal('not-found', 'There is no such job.');
  return { job, kind: kindOf(jobKinds, job) };
}

/** A job as organizers see it. */
export function jobView(job: JobCore, nowMs: number): JobView {
  const kind = kindOf(jobKinds, job);
  const { id, status, reason, detail, createdAt, createdBy, startedAt, finishedAt } = job;
  const isOver = isFinished(job) || isEnding(kind, job);
  return {
    ...{
      id,
      kind: job.kind,
      status,
      cancelling: isEnding(kind, job) || undefined,
      reason,
      detail,
      progress: progressOf(kind, job),
      canCancel: !isOver && kind.permissionToEnd !== undefined,
    },
    ...(kind.view?.(job, nowMs) ?? ('counts' in job ? { counts: job.counts } : {})),
    ...{ createdAt, createdBy, startedAt, finishedAt },
  };
}

const Walking = z.object({ cursor: ShardPlace });

/** How far a job has come, from 0 to 1. */
function progressOf(kind: JobKind, job: JobCore): number {
  if (job.status === 'done') return 1;
  if (kind.progress) return kind.progress(job);
  const walking = Walking.safeParse(job).data;
  return walking ? shareWalked(walking.cursor) : 0;
}

const DIGITS = 8;

/** Ids are evenly spread, so the place of the last one shows which share of them a walk has passed. */
function shareWalked({ shard, after }: ShardPlace): number {
  if (after === undefined) return Math.min(1, shard / SHARDS);
  const digits = after.slice(after.indexOf('_') + 1).slice(0, DIGITS);
  return Number.parseInt(digits, 16) / 16 ** DIGITS;
}
