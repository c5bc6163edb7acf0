import { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import {
  Redrive,
  WhichEvent,
  WhichStatus,
  type DeliveryDetails,
  type DeliveryView,
  type RunDetails,
  type RunView,
} from './routes/run-routes.ts';
import * as z from 'zod';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { registrationId } from '../../shared/registrations/domain/registration.ts';
import { BulkJobId, ParticipantId } from '../../shared/platform/values/ids.ts';
import { pick } from '../../shared/platform/values/pick.ts';
import { webhookIdOf, type Delivery } from '../../shared/handovers/domain/delivery.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { requirePermission } from '../../shared/platform/access/role.ts';
import { RuleId } from '../../shared/rules/domain/rule.ts';
import { HandoverJob } from '../../shared/handovers/domain/handover-job.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  readValue,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { getDeliveryBody } from '../../shared/handovers/table/delivery-body-items.ts';
import { getDelivery, listDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { countRun } from '../../shared/handovers/usecases/count-run.ts';
import { getJob } from '../../shared/jobs/table/job-items.ts';
import { eventsOfHandover, listRuns } from '../../shared/handovers/table/run-items.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { redriveRun } from '../../shared/handovers/usecases/redrive-run.ts';
import type { EventDeps } from './deps.ts';

/** Of a rule's run, or of a bulk hand-over. */
const RunId = z.union([z.string().regex(/^run_[0-9a-f]{32}$/), BulkJobId]);

/** Runs of a hand-over, the latest first; `?eventId=` says of which event when several have a hand-over of this id. */
export async function listHandoverRuns(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const ruleId = readId(request, 'handoverId', RuleId);
  const keys = await deps.linkKeys();
  const eventId = await eventOf(deps, request, ruleId);
  if (eventId === undefined) return listReply(keys, `runs ${ruleId}`, [], undefined);
  const list = `runs ${eventId} ${ruleId}`;
  const { limit, position } = readListPosition(request, keys, list, z.string());
  const { runs, next } = await listRuns(deps.table, { eventId, ruleId }, position, limit);
  const jobs = await Promise.all(runs.map((run) => getJob(deps.table, run.runId, HandoverJob)));
  return listReply(
    keys,
    list,
    jobs.flatMap((job) => (job ? [runView(job)] : [])),
    next,
  );
}

/** The event that is meant; undefined if the hand-over has had no run in any event. */
async function eventOf(deps: EventDeps, request: HttpRequest, ruleId: string): Promise<string | undefined> {
  const { eventId } = readValue({ eventId: request.query['eventId'] }, WhichEvent);
  if (eventId !== undefined) return eventId;
  const [only, another] = await eventsOfHandover(deps.table, ruleId, 2);
  if (another !== undefined)
    throw new Refusal('conflict', 'Several events have a hand-over of this id. Add ?eventId= to name one.', [
      { field: 'eventId', code: 'ambiguous', message: 'Say of which event.' },
    ]);
  return only;
}

function runView(job: HandoverJob): RunView {
  const { id, status, reason, fire, eventId, counts, createdAt, finishedAt, when } = job;
  return {
    id,
    handoverId: fire.ruleId,
    eventId,
    sessionId: fire.sessionId,
    dueAt: fire.dueAt,
    when,
    status,
    reason,
    audience: counts.chosen,
    createdAt,
    finishedAt,
  };
}

export async function listRunDeliveries(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const run = await findRun(deps, request);
  const keys = await deps.linkKeys();
  const { status } = readValue({ status: request.query['status'] }, WhichStatus);
  const list = `deliveries ${run.id} ${status ?? ''}`;
  const { limit, position } = readListPosition(request, keys, list, ShardPlace);
  const { deliveries, next } = await listDeliveries(deps.table, run.id, position ?? FIRST_SHARD, limit);
  // A page of few, or none, may still have a next one.
  const shown = deliveries.filter((one) => status === undefined || one.status === status);
  return listReply(keys, list, shown.map(deliveryView), next);
}

/** A run, what became of its deliveries, and how late they were. */
export async function showRun(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const run = await findRun(deps, request);
  const counted = await countRun(deps.table, run.id);
  const { counts } = counted;
  const audience = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const view: RunDetails = {
    ...(run.kind === 'bulk' ? bulkRunView(run) : runView(run)),
    ...counted,
    audience,
  };
  return json(200, view);
}

/** A bulk action that hands people over is its own run, of no rule and no session. */
const bulkRunView = ({ id, status, reason, createdAt, finishedAt }: BulkJob) => ({
  ...{ id, dueAt: createdAt, status, reason, createdAt, finishedAt },
});

/** One delivery with what it posts. */
export async function showDelivery(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const run = await findRun(deps, request);
  const delivery = await getDelivery(deps.table, run.id, readId(request, 'participantId', ParticipantId));
  if (!delivery) throw new Refusal('not-found', 'The run has no delivery of this person.');
  const body = await getDeliveryBody(deps.table, delivery);
  const view: DeliveryDetails = {
    ...deliveryView(delivery),
    ...(body !== undefined && { payload: z.unknown().parse(JSON.parse(body)) }),
  };
  return json(200, view);
}

const fields = [
  'participantId',
  'status',
  'attempts',
  'round',
  'nextAttemptAt',
  'reason',
  'createdAt',
  'finishedAt',
  'log',
] as const;

function deliveryView(delivery: Delivery): DeliveryView {
  const { participantId, sessionId } = delivery;
  return {
    id: webhookIdOf(delivery),
    registrationId: sessionId && registrationId({ participantId, sessionId }),
    ...pick(delivery, fields),
  };
}

/** Repeats failed deliveries: those named, or all of the run. */
export async function redrive(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const run = await findRun(deps, request);
  if (run.kind === 'bulk') requirePermission(organizer, 'people:hand-over');
  const { participantIds, which = 'failed' } = request.body.length === 0 ? {} : readJson(request, Redrive);
  const rule = run.kind === 'bulk' ? {} : { eventId: run.eventId, ruleId: run.fire.ruleId };
  const place = { runId: run.id, ...rule };
  const meant = { participantIds: participantIds && new Set(participantIds), which };
  return json(202, { redriven: await redriveRun(deps, place, meant) });
}

async function findRun(deps: EventDeps, request: HttpRequest): Promise<HandoverJob | BulkJob> {
  const runId = readId(request, 'runId', RunId);
  const job = await getJob<HandoverJob | BulkJob>(deps.table, runId, HandoverJob, BulkJob);
  if (!job || (job.kind === 'bulk' && job.action.type !== 'hand-over'))
    throw new Refusal('not-found', 'There is no such run.');
  return job;
}
