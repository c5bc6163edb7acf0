import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { ScheduleGroup } from '../schedule/schedule-group.ts';

export function openSchedules(settings: Omit<ScheduleGroup, 'client'>): ScheduleGroup {
  return { client: new SchedulerClient({}), ...settings };
}
