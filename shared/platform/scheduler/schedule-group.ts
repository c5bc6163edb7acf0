import type { SchedulerClient } from '@aws-sdk/client-scheduler';

/** The group that schedules are made in, and the queue that they put their input on when they fire. */
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
