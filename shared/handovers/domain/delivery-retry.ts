import * as z from 'zod';
import type { Delivery } from './delivery.ts';
import { ShardPlace } from '../../platform/values/shard-place.ts';

const MINUTE = 60_000;

/**
 * The message of a schedule that wakes retries: those due within the minute before `until`. A walk that is continued says
 * where it stopped.
 */
export const DeliveryRetry = z.strictObject({ until: z.iso.datetime(), place: ShardPlace.optional() });
export type DeliveryRetry = z.infer<typeof DeliveryRetry>;

/**
 * The instant (milliseconds) whose minute wakes a delivery. First attempts at a destination that takes so many a second have
 * turns: they are woken a minute before and wait in the queue, so that each comes at its own.
 */
export function wakingOf({
  attempts,
  nextAttemptAt = '',
}: Pick<Delivery, 'attempts' | 'nextAttemptAt'>): number {
  const due = Date.parse(nextAttemptAt);
  return attempts === 0 ? due - MINUTE : due;
}

/** The delay in seconds with which a waking at `until` queues a delivery; undefined for one that another waking queues. */
export function delayOf(
  { attempts, nextAttemptAt = '' }: Pick<Delivery, 'attempts' | 'nextAttemptAt'>,
  { until }: DeliveryRetry,
): number | undefined {
  const ahead = Date.parse(nextAttemptAt) - Date.parse(until);
  // A first attempt that is due by now was queued a minute ago, if nothing went wrong; once more does no harm.
  if (ahead <= 0) return 0;
  return attempts === 0 ? Math.ceil(ahead / 1000) : undefined;
}

/** When retries due at an instant (milliseconds) are woken: at the end of its minute. */
export function wakingMinute(dueMs: number): Date {
  return new Date(Math.ceil(dueMs / MINUTE) * MINUTE);
}

/**
 * The instants that a waking at `until` looks at: the minute up to `until`, whose retries it wakes, and the one after it, of
 * which it wakes first attempts. Each is woken by one waking only (`delayOf`), so that what is still in the queue from the minute before is not queued again every minute.
 */
export function wakingWindow({ until }: DeliveryRetry): { since: string; until: string } {
  const end = Date.parse(until);
  return { since: new Date(end - MINUTE).toISOString(), until: new Date(end + MINUTE).toISOString() };
}
