import { createHash } from 'node:crypto';
import { BulkRequest, isExport, selectionOf, type AskedExport } from './bulk-request.ts';
import * as z from 'zod';
import { BulkJob, type BulkAction, type BulkTally } from '../../shared/bulk/domain/bulk-job.ts';
import { objectionToCount } from '../../shared/bulk/domain/objection-to-count.ts';
import { actionOf, openWork } from '../../shared/bulk/usecases/bulk-action.ts';
import { HandOver } from '../../shared/handovers/usecases/hand-over-people.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { requirePermission, type Organizer, type Permission } from '../../shared/platform/access/role.ts';
import type { Selection } from '../../shared/filters/domain/selection.ts';
import { newWebhookSecret, webhookDestinationFor } from '../../shared/platform/values/webhook-destination.ts';
import { preferredLanguage } from '../../shared/platform/runtime/preferred-language.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readJson,
  readValue,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { createJob, createJobWith, getJob } from '../../shared/jobs/table/job-items.ts';
import { getRunDestination, runDestinationPut } from '../../shared/handovers/table/run-destination-items.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import type { BulkReader } from '../../shared/bulk/usecases/bulk-action-work.ts';
import { newBulkJob } from '../../shared/bulk/usecases/begin-bulk.ts';
import { countSelection } from '../../shared/bulk/usecases/count-selection.ts';
import { checkSelectionSize } from '../../shared/filters/usecases/check-selection-size.ts';
import { resolveFilter } from '../../shared/filters/usecases/resolve-filter.ts';
import { jobView } from './jobs.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** How long an organizer waits for a count, in milliseconds; what takes longer becomes a job. */
const PATIENCE_MS = 8_000;

/** Bulk actions: first a dry run with a count, then the job. */
export const actionHandlers = {
  'POST /v1/participants/actions': act,
} satisfies PeopleHandlers;

async function act(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const asked = readJson(request, BulkRequest);
  requirePermission(organizer, permissionFor(asked.action));
  const { action, dryRun, expect } = asked;
  const id = dryRun || isExport(action) ? undefined : idOf(organizer, request);
  const requestHash = hashOf(request.body);
  // First of all: by now the action may have changed whom it was to count, or what it names may be gone.
  const before = id === undefined ? undefined : await begunBefore(deps, id, requestHash);
  if (before) return before;
  const selection = await completeSelection(deps, selectionOf(asked));
  if (isExport(action)) return exportChosen(deps, request, selection, action, dryRun);
  const { stored, secret } = storedAction(deps, action);
  const order = { action: stored, selection, dryRun, id };
  const job = { ...newBulkJob(deps, order, organizer.id), requestHash };
  const tally = await countFirst(deps, job, dryRun || expect !== undefined);
  if (dryRun && tally) return json(200, { count: tally.counts.chosen, ...tally });
  return begin(deps, confirmed(job, tally, expect), secret);
}

/** The permission that the action needs. */
const permissionFor = (action: BulkRequest['action']): Permission =>
  isExport(action) ? 'exports:write' : actionOf(bulkActions, { action }).permission;

/** Puts saved filters in and refuses a wrong filter at once; a saved one that is changed later changes no job. */
async function completeSelection(deps: PeopleDeps, selection: Selection): Promise<Selection> {
  if ('ids' in selection || selection.filter === undefined) return selection;
  const { filter } = await resolveFilter(await readerOf(deps), selection.filter);
  const complete = { ...selection, filter };
  checkSelectionSize(complete);
  return complete;
}

/** The form of an action that the job stores: a secret is put where only deliveries read it. */
function storedAction(deps: PeopleDeps, action: BulkAction): { stored: BulkAction; secret?: string } {
  const handOver = HandOver.safeParse(action).data;
  if (!handOver) return { stored: action };
  const { type, url, secret = newWebhookSecret(deps.random) } = handOver;
  readValue(
    { action: { type: 'webhook', url, secret } },
    z.object({ action: webhookDestinationFor(deps.exemptHosts) }),
  );
  return { stored: { type, url }, secret };
}

/** Checks what the action names, and counts if that was asked for; undefined when counting takes too long to wait. */
async function countFirst(
  deps: PeopleDeps,
  job: BulkJob,
  mustCount: boolean,
): Promise<BulkTally | undefined> {
  const reader = await readerOf(deps);
  const work = await openWork(bulkActions, reader, job);
  if (!mustCount) return undefined;
  const { isWhole, ...tally } = await countSelection(reader, work, job.selection, patience());
  return isWhole ? tally : undefined;
}

async function readerOf(deps: PeopleDeps): Promise<BulkReader> {
  return { table: deps.table, identityKey: await deps.identityKey(), now: deps.now };
}

function patience(): () => boolean {
  const until = performance.now() + PATIENCE_MS;
  return () => performance.now() < until;
}

/** An export is a job of its own kind; a dry run of a very large one says how far it counted. */
async function exportChosen(
  deps: PeopleDeps,
  request: OrganizerRequest,
  selection: Selection,
  action: AskedExport,
  dryRun: boolean,
): Promise<HttpReply> {
  if (dryRun) {
    const { counts, isWhole } = await countSelection(await readerOf(deps), {}, selection, patience());
    return json(200, { count: counts.chosen, counts, isWhole });
  }
  const language = preferredLanguage(request);
  const job = await beginExport(deps, { ...action, ...selection }, request.organizer.id, language);
  return json(202, jobView(job, deps.now()));
}

/**
 * Begins the job, unless the count differs from what the organizer was shown; if it was not counted yet, the job counts
 * first.
 */
function confirmed<J extends BulkJob>(job: J, tally: BulkTally | undefined, expected: number | undefined): J {
  if (expected === undefined || job.dryRun) return job;
  if (!tally) return { ...job, confirm: { expected, counted: 0, cursor: job.cursor } };
  const objection = objectionToCount(
    tally.counts.chosen,
    expected,
    actionOf(bulkActions, job).isFinal === true,
  );
  if (objection !== undefined) throw new Refusal('conflict', objection);
  return job;
}

/** The same `Idempotency-Key` of the same organizer is the same job. */
function idOf({ id }: Organizer, request: HttpRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return key === undefined ? undefined : `blk_${hashOf(`${id}\n${key}`).slice(0, 32)}`;
}

const hashOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

async function begin(
  deps: PeopleDeps,
  job: BulkJob & { requestHash: string },
  secret: string | undefined,
): Promise<HttpReply> {
  if (await isNew(deps, job, secret)) return begun(deps, job, secret);
  const before = await begunBefore(deps, job.id, job.requestHash);
  if (!before) throw new Error(`The job ${job.id} was neither made nor found.`);
  return before;
}

/** The same request again gets the same answer, secret and all: the first answer may not have arrived. */
async function begunBefore(
  deps: PeopleDeps,
  id: string,
  requestHash: string,
): Promise<HttpReply | undefined> {
  const known = await getJob(deps.table, id, BulkJob);
  if (!known) return undefined;
  if (known.requestHash !== requestHash)
    throw new Refusal(
      'idempotency-key-reused',
      'This Idempotency-Key was used with another body. Use a new key for a new action.',
    );
  const destination =
    known.action.type === 'hand-over' ? await getRunDestination(deps.table, known.id) : undefined;
  return begun(deps, known, destination?.secret);
}

async function isNew({ table }: PeopleDeps, job: BulkJob, secret: string | undefined): Promise<boolean> {
  const handOver = HandOver.safeParse(job.action).data;
  if (!handOver || secret === undefined) return createJob(table, job);
  const destination = { runId: job.id, url: handOver.url, secret };
  return createJobWith(table, job, [runDestinationPut(table, destination, job.createdAt)]);
}

const begun = (deps: PeopleDeps, job: BulkJob, secret: string | undefined): HttpReply =>
  json(202, { ...jobView(job, deps.now()), ...(secret !== undefined && { secret }) });
