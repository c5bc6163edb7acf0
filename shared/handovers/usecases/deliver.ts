import * as z from 'zod';
import { noteTaken } from '../../destinations/table/destination-items.ts';
import type { Attempted } from '../../destinations/usecases/reach-destination.ts';
import { resolvePerson } from '../../people/table/resolve-identity.ts';
import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import { systemTime } from '../../platform/time/system-time.ts';
import {
  addToLog,
  DELIVERY_LEASE_MS,
  isInHand,
  mayBeHandedOver,
  webhookIdOf,
  type Delivery,
  type DeliveryAttempt,
} from '../domain/delivery.ts';
import { wakingOf } from '../domain/delivery-retry.ts';
import { DELIVERY_ATTEMPTS, judgeAttempt, type DeliveryVerdict } from '../domain/delivery-schedule.ts';
import { getDeliveryBody } from '../table/delivery-body-items.ts';
import { getDelivery, saveDelivery } from '../table/delivery-items.ts';
import { decideWaiting } from './decide-waiting.ts';
import { findDestination, type Destination, type DestinationWays } from './delivery-destination.ts';
import { sendIfOn } from './send-waiting.ts';
import type { RetrySchedules } from './retry-schedules.ts';

/** A message saying that an attempt is due; `attempts` and `round` tell whether it still is. */
export const DeliveryMessage = z.object({
  runId: z.string(),
  participantId: z.string(),
  attempts: z.number(),
  round: z.number(),
});
export type DeliveryMessage = z.infer<typeof DeliveryMessage>;

export interface DeliverDeps extends DestinationWays {
  deliveries: Queue;
  retries: RetrySchedules;
  /** -1..1 */
  jitter: () => number;
}

type Verdict = DeliveryVerdict | { outcome: 'skipped'; reason: string };
export type DeliverOutcome = 'stale' | 'not-yet' | Verdict['outcome'];

/**
 * After so many attempts a delivery fails even without an answer: an attempt whose worker died was not judged, and one that
 * kills its worker each time must end, too.
 */
const MOST_BEGUN = DELIVERY_ATTEMPTS + 5;
/** The longest delay of SQS; what is due later is woken by a schedule. */
const QUEUE_DELAY_MS = 15 * 60_000;
/** A destination that took somebody is noted once in so long. */
const NOTED_MS = 60 * 60_000;

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
  const decided = await decideWaiting(deps.table, delivery, now);
  if ('skip' in decided) return finish(deps, delivery, { outcome: 'skipped', reason: decided.skip });
  const [destination, person, body] = await Promise.all([
    findDestination(deps, delivery),
    resolvePerson(deps.table, delivery.participantId),
    decided.body ?? getDeliveryBody(deps.table, delivery),
  ]);
  const ended = mayNot(delivery, { destination, isThere: mayBeHandedOver(person), body });
  if (ended) return end(deps, delivery, destination, ended);
  if (!destination || body === undefined)
    throw new Error('A delivery without its destination or body goes on.');

  const until = iso(now + DELIVERY_LEASE_MS);
  // Should this worker die, the sweeper finds the delivery by its next attempt, which is when the lease ends.
  const claimed: Delivery = {
    ...{ ...delivery, undecidedUntil: undefined, attempts: delivery.attempts + 1 },
    ...{ leaseUntil: until, nextAttemptAt: until },
  };
  if (!(await saveDelivery(deps.table, delivery, claimed))) return 'stale';
  const attempted = await destination.attempt({ id: webhookIdOf(delivery), body, runId: delivery.runId });
  return record(deps, destination, claimed, attempted);
}

const iso = (ms: number): string => new Date(ms).toISOString();

/** Why there is to be no attempt; undefined where there is nothing in its way. */
function mayNot(
  delivery: Delivery,
  found: { destination: Destination | undefined; isThere: boolean; body: string | undefined },
): Exclude<DeliveryVerdict, { outcome: 'retry' }> | undefined {
  const { destination } = found;
  if (!found.isThere) return { outcome: 'failed', reason: 'The person was deleted or blocked.' };
  if (!destination) return { outcome: 'failed', reason: 'The hand-over was removed.' };
  if (destination.off !== undefined) return { outcome: 'switched-off', reason: destination.off };
  if (delivery.attempts >= MOST_BEGUN)
    return { outcome: 'failed', reason: 'Its attempts begin and never end.' };
  if (found.body === undefined)
    return { outcome: 'failed', reason: 'What was to be posted is not kept any more.' };
  return undefined;
}

async function record(
  deps: DeliverDeps,
  destination: Destination,
  claimed: Delivery,
  attempted: Attempted,
): Promise<DeliverOutcome> {
  const now = deps.now();
  const logged = { ...claimed, log: addToLog(claimed.log, attemptOf(attempted, now)) };
  const verdict = judgeAttempt({
    end: attempted.end,
    attempt: claimed.attempts,
    now,
    worldNow: systemTime(),
    jitter: deps.jitter(),
  });
  await noteOutcome(deps, destination, claimed, verdict);
  if (verdict.outcome !== 'retry') return end(deps, claimed, destination, verdict, logged);
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

/** What the outcome says about the destination: that it works, that it wants no more, or that it has taken nobody for days. */
async function noteOutcome(
  deps: DeliverDeps,
  { kept, switchOff }: Destination,
  claimed: Delivery,
  verdict: DeliveryVerdict,
): Promise<void> {
  const now = deps.now();
  const took = Date.parse(kept?.tookAt ?? '1970-01-01');
  if (verdict.outcome === 'switched-off') await switchOff(verdict.reason);
  if (kept && verdict.outcome === 'delivered' && now - took > NOTED_MS)
    await noteTaken(deps.table, kept.id, iso(now));
  const isGivenUp = verdict.outcome === 'failed' && claimed.attempts >= DELIVERY_ATTEMPTS;
  if (kept && isGivenUp && took < Date.parse(claimed.createdAt))
    await switchOff(`It has taken nobody for days: ${verdict.reason}`);
}

/** Ends a delivery; one whose destination was switched on in this very moment is sent again. */
async function end(
  deps: DeliverDeps,
  read: Delivery,
  destination: Destination | undefined,
  verdict: Exclude<DeliveryVerdict, { outcome: 'retry' }>,
  logged: Delivery = read,
): Promise<DeliverOutcome> {
  const outcome = await finish(deps, read, verdict, logged);
  if (outcome === 'switched-off' && destination?.kept) await sendIfOn(deps, destination.kept.id, read);
  return outcome;
}

async function finish(
  deps: DeliverDeps,
  read: Delivery,
  verdict: Exclude<Verdict, { outcome: 'retry' }>,
  logged: Delivery = read,
): Promise<DeliverOutcome> {
  const done: Delivery = {
    ...logged,
    status: verdict.outcome,
    leaseUntil: undefined,
    nextAttemptAt: undefined,
    undecidedUntil: undefined,
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
  if (wait > QUEUE_DELAY_MS) return deps.retries.ensure(wakingOf(delivery));
  await sendAll(deps.deliveries, [messageOf(delivery)], Math.max(0, Math.ceil(wait / 1000)));
}

function attemptOf({ status, error, answer, durationMs }: Attempted, nowMs: number): DeliveryAttempt {
  return { at: iso(nowMs), status, error, answer, durationMs };
}
