import { wakingMinute, type DeliveryRetry } from '../domain/delivery-retry.ts';
import { addSchedule } from '../../platform/scheduler/put-schedule.ts';
import type { ScheduleGroup } from '../../platform/scheduler/schedule-group.ts';

/** Makes schedules that wake retries when they are due. */
export interface RetrySchedules {
  /** Ensures that there is a schedule for the minute of the instant (milliseconds). */
  ensure: (dueMs: number) => Promise<void>;
}

/** How many minutes are remembered: a day's, since retries are due within little more. */
const MOST_REMEMBERED = 2000;

/**
 * Makes one schedule a minute, however many deliveries wait for it. The minutes that this instance has done are remembered,
 * so that thousands of deliveries that fail together cost a handful of calls.
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

/** Another instance may have made the schedule, or be making it: it is the same one. */
async function create(group: ScheduleGroup, name: string, at: Date): Promise<void> {
  const retry: DeliveryRetry = { until: at.toISOString() };
  await addSchedule(group, { name, at, input: { retry } });
}
