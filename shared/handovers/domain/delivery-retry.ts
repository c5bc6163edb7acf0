import * as z from 'zod';
import { ShardPlace } from '../../platform/values/shard-place.ts';

const MINUTE = 60_000;

/**
 * The message of a schedule that wakes retries: those due within the minute before `until`. A walk that is continued says
 * where it stopped.
 */
export const DeliveryRetry = z.strictObject({ until: z.iso.datetime(), place: ShardPlace.optional() });
export type DeliveryRetry = z.infer<typeof DeliveryRetry>;

/** When retries due at an instant (milliseconds) are woken: at the end of its minute. */
export function wakingMinute(dueMs: number): Date {
  return new Date(Math.ceil(dueMs / MINUTE) * MINUTE);
}

/**
 * The instants that a waking at `until` covers: after `since`, up to `until` itself. Each retry is in the window of one
 * waking only, so that what is still in the queue from the minute before is not queued again every minute.
 */
export function wakingWindow({ until }: DeliveryRetry): { since: string; until: string } {
  const end = Date.parse(until);
  return { since: new Date(end - MINUTE).toISOString(), until: new Date(end).toISOString() };
}
