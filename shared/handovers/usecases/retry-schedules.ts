import { wakingMinute, type DeliveryRetry } from '../domain/delivery-retry.ts';
import { addSchedule } from '../../platform/scheduler/put-schedule.ts';
import type { ScheduleGroup } from '../../platform/scheduler/schedule-group.ts';

/** Sees to it that retries are woken when they are due. */
export interface RetrySchedules {
  /** Afterwards a schedule is there for the minute of the instant (milliseconds). */
  ensure: (dueMs: number) => Promise<void>;
}

/** A day has so many minutes; retries are due within little more. */
const MOST_REMEMBERED = 2000;

/**
 * One schedule a minute, whatever number of deliveries wait for it. What this instance has seen to is remembered, so that
 * thousands of deliveries that fail together cost a handful of calls.
 */
export function openRetrySchedules(group: ScheduleGroup): RetrySchedules {
  const ensured = new Map<string, Promise<void>>();
  return {
    async ensure(dueMs) {
      const at = wakingMinute(dueMs);
      const name = `retry-${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}`;
      if (ensured.size > MOST_REMEMBERED) ensured.clear();
      const known = ensured.get(name) ?? create(group, name, at);
      ensured.set(name, known);
      await known.catch((error: unknown) => {
        ensured.delete(name);
        throw error;
      });
    },
  };
}

/** Another instance may have made it, or be making it: it would say the same. */
async function create(group: ScheduleGroup, name: string, at: Date): Promise<void> {
  const retry: DeliveryRetry = { until: at.toISOString() };
  await addSchedule(group, { name, at, input: { retry } });
}
