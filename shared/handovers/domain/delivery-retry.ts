import * as z from 'zod';
import { ShardPlace } from '../../platform/values/shard-place.ts';

const MINUTE = 60_000;

/**
 * What a schedule says that wakes retries: those due within the minute before `until`. A walk that goes on says where it
 * stands.
 */
export const DeliveryRetry = z.strictObject({ until: z.iso.datetime(), place: ShardPlace.optional() });
export type DeliveryRetry = z.infer<typeof DeliveryRetry>;

/** When retries due at an instant (milliseconds) are woken: at the end of its minute. */
export function wakingMinute(dueMs: number): Date {
  return new Date(Math.ceil(dueMs / MINUTE) * MINUTE);
}

/**
 * The instants that a waking at `until` is for: after `since`, up to `until` itself. Each waits in the window of one
 * waking only, so that what still stands in the queue from the minute before is not queued anew every minute.
 */
export function wakingWindow({ until }: DeliveryRetry): { since: string; until: string } {
  const end = Date.parse(until);
  return { since: new Date(end - MINUTE).toISOString(), until: new Date(end).toISOString() };
}
