import * as z from 'zod';
import type { Participant } from '../../people/domain/participant.ts';
import { isAhead, isLeasedUntil } from '../../platform/values/clocks.ts';

export const DeliveryStatus = z.enum(['pending', 'delivered', 'failed', 'switched-off', 'skipped']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

export const DeliveryAttempt = z.object({
  at: z.string(),
  /** HTTP status; none when there was no answer. */
  status: z.number().optional(),
  error: z.string().optional(),
  /** The beginning of the receiver's answer. */
  answer: z.string().optional(),
  durationMs: z.number(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** One hand-over of one registration, or (by a bulk action, which has no rule) of one person, to one destination. */
export const Delivery = z.object({
  runId: z.string(),
  participantId: z.string(),
  sessionId: z.string().optional(),
  eventId: z.string().optional(),
  ruleId: z.string().optional(),
  /** The destination, where the rule names one that is kept by itself. */
  destinationId: z.string().optional(),
  /** The moment of the rule: how late it is, is counted from here. */
  dueAt: z.string().optional(),
  /** Nobody knows yet whether the person was there: it waits for word of that, until this instant at most. */
  undecidedUntil: z.string().optional(),
  /** Whose destination it goes to, where it is that of no rule and of no bulk action of its own. */
  destinationOf: z.string().optional(),
  status: DeliveryStatus,
  /** Attempts begun in this round. */
  attempts: z.number(),
  /** Raised when somebody asks for the delivery again. */
  round: z.number(),
  nextAttemptAt: z.string().optional(),
  leaseUntil: z.string().optional(),
  reason: z.string().optional(),
  createdAt: z.string(),
  finishedAt: z.string().optional(),
  /** When everything about its person was removed from it. */
  erasedAt: z.string().optional(),
  /** The latest attempts, oldest first. */
  log: z.array(DeliveryAttempt),
});
export type Delivery = z.infer<typeof Delivery>;

/** A delivery with what it posts: fixed with the audience, the same at every attempt. */
export interface NewDelivery extends Delivery {
  body: string;
}

/** How long an attempt holds a delivery: longer than a post may take. */
export const DELIVERY_LEASE_MS = 60_000;

/** Whether somebody is at an attempt now. */
export const isInHand = ({ leaseUntil }: Delivery, nowMs: number): boolean =>
  isLeasedUntil(leaseUntil, nowMs, DELIVERY_LEASE_MS);

/** Whether the next attempt was due before an instant, or a clock that was ahead began the last one. */
export function isOverdue(
  { nextAttemptAt = '', leaseUntil }: Delivery,
  beforeMs: number,
  nowMs: number,
): boolean {
  const isWrong = leaseUntil !== undefined && isAhead(Date.parse(leaseUntil) - DELIVERY_LEASE_MS, nowMs);
  return isWrong || Date.parse(nextAttemptAt) < beforeMs;
}

/** Whether a person may be handed over to another system: not once deleted or blocked. An opt-out only concerns mail. */
export function mayBeHandedOver(person: Participant | undefined): person is Participant {
  return person !== undefined && person.deletedAt === undefined && person.blockedAt === undefined;
}

/** The webhook id, by which receivers recognize a repeated delivery; it must not contain a dot. */
export function webhookIdOf(delivery: Pick<Delivery, 'runId' | 'participantId' | 'round'>): string {
  const id = `${delivery.runId}_${delivery.participantId.slice('par_'.length)}`;
  return delivery.round === 1 ? id : `${id}_${delivery.round}`;
}

/** Attempts that are shown. */
const LOG_LENGTH = 12;

export function addToLog(log: DeliveryAttempt[], attempt: DeliveryAttempt): DeliveryAttempt[] {
  return [...log, attempt].slice(-LOG_LENGTH);
}
