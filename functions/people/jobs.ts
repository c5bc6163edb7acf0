import * as z from 'zod';
import { isUndoable, permissionFor } from './bulk-request.ts';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import { Refusal } from '../../shared/platform/values/refusal.ts';
import { requirePermission, type Permission } from '../../shared/platform/access/role.ts';
import type { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readValue,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { getJob, type Job, type JobKind } from '../../shared/jobs/table/job-items.ts';
import { SHARDS } from '../../shared/platform/values/shard.ts';
import { listAllJobs } from '../../shared/jobs/table/list-all-jobs.ts';
import { getMailCounts } from '../../shared/mail/table/mail-count-items.ts';
import { undoBulk } from '../../shared/bulk/usecases/undo-bulk.ts';
import { cancelJob, isCancellable, isEnding } from './cancel-job.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

const JobId = z.string().regex(/^[a-z]{3}_[0-9a-f]{32}$/);
/** What organizers began themselves; runs of rules are told of by their rules. */
const kinds = ['bulk', 'import', 'export'] as const satisfies JobKind[];
const Kind = z.enum(kinds).optional();

/** Long work: watch it, end it, take it back. */
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
  const { jobs, next } = await listAllJobs(deps.table, kind ? [kind] : [...kinds], position, limit);
  return listReply(
    keys,
    list,
    jobs.map((job) => jobView(job, deps.now())),
    next,
  );
}

/** A job, with whom it is about; of a mailing also what became of its mails, which are sent after the job has queued them. */
async function showJob(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const job = await findJob(deps, request);
  const isMailing = job.kind === 'bulk' && job.action.type === 'mail' && !job.dryRun;
  const mails = isMailing
    ? { mails: { queued: job.counts.changed, ...(await getMailCounts(deps.table, job.id)) } }
    : {};
  const canCancel = permissionToEnd(job) !== undefined && (await isCancellable(deps.table, job));
  const whom = 'selection' in job ? { selection: job.selection } : {};
  return json(200, { ...jobView(job, deps.now()), ...whom, canCancel, ...mails });
}

async function cancel(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const job = await findJob(deps, request);
  const permission = permissionToEnd(job);
  if (!permission) throw new Refusal('conflict', 'A run of a rule cannot be cancelled; change the rule.');
  requirePermission(organizer, permission);
  return json(200, jobView(await cancelJob(deps, job), deps.now()));
}

async function undo(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const job = await findJob(deps, request);
  if (job.kind !== 'bulk') throw new Refusal('conflict', 'Only bulk actions can be undone here.');
  requirePermission(organizer, permissionFor[job.action.type]);
  return json(202, jobView(await undoBulk(deps, job, organizer.id), deps.now()));
}

async function findJob(deps: PeopleDeps, request: HttpRequest): Promise<Job> {
  const job = await getJob(deps.table, readId(request, 'jobId', JobId));
  if (!job) throw new Refusal('not-found', 'There is no such job.');
  return job;
}

function permissionToEnd(job: Job): Permission | undefined {
  switch (job.kind) {
    case 'bulk':
      return permissionFor[job.action.type];
    case 'import':
      return 'imports:write';
    case 'export':
      return 'exports:write';
    default:
      return undefined;
  }
}

/** A job as organizers see it. */
export function jobView(job: Job, nowMs: number): Record<string, unknown> {
  const { id, kind, status, reason, detail, createdAt, createdBy, startedAt, finishedAt } = job;
  const canCancel = !isFinished(job) && !isEnding(job) && permissionToEnd(job) !== undefined;
  return {
    ...{
      id,
      kind,
      status,
      cancelling: isEnding(job) || undefined,
      reason,
      detail,
      progress: progressOf(job),
      canCancel,
    },
    ...countsView(job, nowMs),
    ...{ createdAt, createdBy, startedAt, finishedAt },
  };
}

function countsView(job: Job, nowMs: number): Record<string, unknown> {
  if (job.kind === 'export') return { counts: { rows: job.rows } };
  if (job.kind !== 'bulk') return 'counts' in job ? { counts: job.counts } : {};
  const { action, dryRun, counts, reasons, undoes, undoneBy } = job;
  const canUndo = counts.changed > 0 && isUndoable(job, nowMs) && undoneBy === undefined;
  return { action, dryRun, counts, reasons, canUndo, undoes, undoneBy };
}

/** How far a job has come, from 0 to 1. */
function progressOf(job: Job): number {
  if (job.status === 'done') return 1;
  if (job.kind === 'import') return job.size === 0 ? 0 : Math.min(1, job.cursor.offset / job.size);
  return 'cursor' in job ? shareWalked(job.cursor) : 0;
}

const DIGITS = 8;

/** Ids are even, so the place of the last one tells the share of them that a walk has left behind. */
function shareWalked({ shard, after }: ShardPlace): number {
  if (after === undefined) return Math.min(1, shard / SHARDS);
  const digits = after.slice(after.indexOf('_') + 1).slice(0, DIGITS);
  return Number.parseInt(digits, 16) / 16 ** DIGITS;
}
