import * as z from 'zod';
import {
  addToLog,
  DELIVERY_LEASE_MS,
  isInHand,
  mayBeHandedOver,
  webhookIdOf,
  type Delivery,
  type DeliveryAttempt,
} from '../domain/delivery.ts';
import { DELIVERY_ATTEMPTS, judgeAttempt, type DeliveryVerdict } from '../domain/delivery-schedule.ts';
import type { WebhookAnswer } from '../../platform/values/webhook-answer.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { RetrySchedules } from './retry-schedules.ts';
import { getDeliveryBody } from '../table/delivery-body-items.ts';
import { getDelivery, saveDelivery } from '../table/delivery-items.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import type { Table } from '../../platform/table/table.ts';
import type { WebhookClient } from '../../platform/webhook/post-webhook.ts';
import { findDestination, type Destination } from './delivery-destination.ts';

/** A message saying that an attempt is due; `attempts` and `round` tell whether it still is. */
export const DeliveryMessage = z.object({
  runId: z.string(),
  participantId: z.string(),
  attempts: z.number(),
  round: z.number(),
});
export type DeliveryMessage = z.infer<typeof DeliveryMessage>;

export interface DeliverDeps {
  table: Table;
  webhooks: WebhookClient;
  deliveries: Queue;
  retries: RetrySchedules;
  now: () => number;
  /** -1..1 */
  jitter: () => number;
}

export type DeliverOutcome = 'stale' | 'not-yet' | DeliveryVerdict['outcome'];

/**
 * After so many attempts a delivery fails even without an answer: an attempt whose worker died was not judged, and one that
 * kills its worker each time must end, too.
 */
const MOST_BEGUN = DELIVERY_ATTEMPTS + 5;
/** The longest delay of SQS; what is due later is woken by a schedule. */
const QUEUE_DELAY_MS = 15 * 60_000;

export const messageOf = ({ runId, participantId, attempts, round }: Delivery): DeliveryMessage => ({
  runId,
  participantId,
  attempts,
  round,
});

/** Makes one attempt at a delivery and records the outcome. A message that comes twice makes one attempt. */
export async function deliver(deps: DeliverDeps, message: DeliveryMessage): Promise<DeliverOutcome> {
  const delivery = await getDelivery(deps.table, message.runId, message.participantId);
  if (
    delivery?.status !== 'pending' ||
    delivery.attempts !== message.attempts ||
    delivery.round !== message.round
  )
    return 'stale';
  const now = deps.now();
  if (isInHand(delivery, now)) return 'stale';
  const isBegun = delivery.leaseUntil !== undefined;
  if (!isBegun && delivery.nextAttemptAt !== undefined && Date.parse(delivery.nextAttemptAt) > now) {
    await queueAgain(deps, delivery);
    return 'not-yet';
  }
  const [destination, person, body] = await Promise.all([
    findDestination(deps.table, delivery, now),
    resolvePerson(deps.table, delivery.participantId),
    getDeliveryBody(deps.table, delivery),
  ]);
  if (!mayBeHandedOver(person))
    return finish(deps, delivery, { outcome: 'failed', reason: 'The person was deleted or blocked.' });
  if (!destination)
    return finish(deps, delivery, { outcome: 'failed', reason: 'The hand-over was removed.' });
  if (destination.off !== undefined)
    return finish(deps, delivery, { outcome: 'switched-off', reason: destination.off });
  if (delivery.attempts >= MOST_BEGUN)
    return finish(deps, delivery, { outcome: 'failed', reason: 'Its attempts begin and never end.' });

  if (body === undefined)
    return finish(deps, delivery, {
      outcome: 'failed',
      reason: 'What was to be posted is not kept any more.',
    });

  const until = iso(now + DELIVERY_LEASE_MS);
  // Should this worker die, the sweeper finds the delivery by its next attempt, which is when the lease ends.
  const claimed = { ...delivery, attempts: delivery.attempts + 1, leaseUntil: until, nextAttemptAt: until };
  if (!(await saveDelivery(deps.table, delivery, claimed))) return 'stale';
  const answer = await deps.webhooks.post({
    url: destination.url,
    secrets: destination.secrets,
    id: webhookIdOf(delivery),
    body,
  });
  return record(deps, destination, claimed, answer);
}

const iso = (ms: number): string => new Date(ms).toISOString();

async function record(
  deps: DeliverDeps,
  destination: Destination,
  claimed: Delivery,
  answer: WebhookAnswer,
): Promise<DeliverOutcome> {
  const now = deps.now();
  const logged = { ...claimed, log: addToLog(claimed.log, attemptOf(answer, now)) };
  const verdict = judgeAttempt({ answer, attempt: claimed.attempts, now, jitter: deps.jitter() });
  if (verdict.outcome === 'switched-off') await destination.switchOff(verdict.reason);
  if (verdict.outcome !== 'retry') return finish(deps, claimed, verdict, logged);
  const waiting = {
    ...logged,
    leaseUntil: undefined,
    nextAttemptAt: iso(verdict.at),
    reason: verdict.reason,
  };
  if (!(await saveDelivery(deps.table, claimed, waiting))) return 'stale';
  await queueAgain(deps, waiting);
  return 'retry';
}

async function finish(
  deps: DeliverDeps,
  read: Delivery,
  verdict: Exclude<DeliveryVerdict, { outcome: 'retry' }>,
  logged: Delivery = read,
): Promise<DeliverOutcome> {
  const done: Delivery = {
    ...logged,
    status: verdict.outcome,
    leaseUntil: undefined,
    nextAttemptAt: undefined,
    reason: verdict.outcome === 'delivered' ? undefined : verdict.reason,
    finishedAt: iso(deps.now()),
  };
  return (await saveDelivery(deps.table, read, done)) ? verdict.outcome : 'stale';
}

/**
 * Arranges the next attempt, which is recorded already: if the queue or the scheduler refuses, this throws, and the sweeper
 * makes up for it.
 */
async function queueAgain(deps: DeliverDeps, delivery: Delivery): Promise<void> {
  const dueMs = Date.parse(delivery.nextAttemptAt ?? '');
  const wait = dueMs - deps.now();
  if (wait > QUEUE_DELAY_MS) return deps.retries.ensure(dueMs);
  await sendAll(deps.deliveries, [messageOf(delivery)], Math.max(0, Math.ceil(wait / 1000)));
}

function attemptOf(answer: WebhookAnswer, nowMs: number): DeliveryAttempt {
  const { durationMs } = answer;
  const at = iso(nowMs);
  return 'status' in answer
    ? { at, status: answer.status, answer: answer.bodyStart, durationMs }
    : { at, error: `${answer.error}: ${answer.message}`, durationMs };
}
