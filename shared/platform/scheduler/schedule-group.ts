import type { SchedulerClient } from '@aws-sdk/client-scheduler';

/** Where schedules live, and what they do when they fire: put their input on a queue. */
export interface ScheduleGroup {
  client: SchedulerClient;
  group: string;
  /** The queue that takes what fires. */
  targetArn: string;
  /** The role that may put it there. */
  roleArn: string;
  /** Takes what could not be put there in time. */
  deadLetterArn: string;
}
