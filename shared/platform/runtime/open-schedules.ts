import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { ScheduleGroup } from '../scheduler/schedule-group.ts';

export function openSchedules(settings: Omit<ScheduleGroup, 'client'>): ScheduleGroup {
  return { client: new SchedulerClient({}), ...settings };
}
