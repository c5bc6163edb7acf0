import { ShardPlace } from '../../shared/domain/shard-place.ts';
import * as z from 'zod';
import { registrationId } from '../../shared/domain/registration.ts';
import { webhookIdOf, type Delivery } from '../../shared/domain/delivery.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { requirePermission } from '../../shared/domain/role.ts';
import { RuleId } from '../../shared/domain/rule.ts';
import type { HandoverJob } from '../../shared/domain/run-job.ts';
import { json } from '../../shared/runtime/http-function.ts';
import {
  readId,
  readJson,
  readOrganizer,
  type HttpReply,
  type HttpRequest,
} from '../../shared/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/runtime/list-page.ts';
import { listDeliveries } from '../../shared/table/delivery-items.ts';
import { getJob } from '../../shared/table/job-items.ts';
import { listRuns } from '../../shared/table/run-items.ts';
import { FIRST_SHARD } from '../../shared/table/walk-shards.ts';
import { redriveRun } from '../../shared/usecases/redrive-run.ts';
import type { EventDeps } from './routes.ts';

const RunId = z.string().regex(/^run_[0-9a-f]{32}$/);
const Redrive = z.strictObject({ participantIds: z.array(z.string()).max(1000).optional() });

/** Runs of a hand-over, the latest first. */
export async function listHandoverRuns(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  readOrganizer(request, deps.roleClaim);
  const ruleId = readId(request, 'handoverId', RuleId);
  const keys = await deps.linkKeys();
  const list = `runs ${ruleId}`;
  const { limit, position } = readListPosition(request, keys, list, z.string());
  const { runs, next } = await listRuns(deps.table, ruleId, position, limit);
  const jobs = await Promise.all(runs.map((run) => getJob(deps.table, run.runId)));
  return listReply(
    keys,
    list,
    jobs.flatMap((job) => (job?.kind === 'handover' ? [runView(job)] : [])),
    next,
  );
}

function runView(job: HandoverJob): Record<string, unknown> {
  const { id, status, reason, fire, eventId, counts, createdAt, finishedAt } = job;
  return {
    id,
    handoverId: fire.ruleId,
    eventId,
    sessionId: fire.sessionId,
    dueAt: fire.dueAt,
    status,
    reason,
    audience: counts.chosen,
    createdAt,
    finishedAt,
  };
}

export async function listRunDeliveries(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  readOrganizer(request, deps.roleClaim);
  const run = await findRun(deps, request);
  const keys = await deps.linkKeys();
  const list = `deliveries ${run.id}`;
  const { limit, position } = readListPosition(request, keys, list, ShardPlace);
  const { deliveries, next } = await listDeliveries(deps.table, run.id, position ?? FIRST_SHARD, limit);
  return listReply(keys, list, deliveries.map(deliveryView), next);
}

function deliveryView(delivery: Delivery): Record<string, unknown> {
  const { participantId, status, attempts, round, nextAttemptAt, reason, createdAt, finishedAt, log } =
    delivery;
  return {
    id: webhookIdOf(delivery),
    participantId,
    registrationId: registrationId(delivery),
    status,
    attempts,
    round,
    nextAttemptAt,
    reason,
    createdAt,
    finishedAt,
    log,
  };
}

/** Asks for failed deliveries again: those named, or all of the run. */
export async function redrive(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  requirePermission(readOrganizer(request, deps.roleClaim), 'events:write');
  const run = await findRun(deps, request);
  const { participantIds } = request.body.length === 0 ? {} : readJson(request, Redrive);
  const place = { runId: run.id, eventId: run.eventId, ruleId: run.fire.ruleId };
  return json(202, { redriven: await redriveRun(deps, place, participantIds && new Set(participantIds)) });
}

async function findRun(deps: EventDeps, request: HttpRequest): Promise<HandoverJob> {
  const job = await getJob(deps.table, readId(request, 'runId', RunId));
  if (job?.kind !== 'handover') throw new Refusal('not-found', 'There is no such run.');
  return job;
}
