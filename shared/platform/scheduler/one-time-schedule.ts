import type { CreateScheduleCommandInput } from '@aws-sdk/client-scheduler';
import type { ScheduleGroup } from './schedule-group.ts';

/** A late reminder is worse than none; whether one is too late is decided by the function that gets the fire. */
const EVENT_AGE_SECONDS = 30 * 60;
const RETRIES = 20;

/** Fires once at `at`, to the second, with `input`. */
export interface OneTimeSchedule {
  name: string;
  at: Date;
  input: unknown;
}

/** The settings of a schedule that fires once and is deleted after that. */
export function scheduleInput(
  group: ScheduleGroup,
  { name, at, input }: OneTimeSchedule,
): CreateScheduleCommandInput {
  return {
    GroupName: group.group,
    Name: name,
    // Always UTC: AWS's zone data may differ from ours.
    ScheduleExpression: `at(${at.toISOString().slice(0, 19)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: group.targetArn,
      RoleArn: group.roleArn,
      Input: JSON.stringify(input),
      RetryPolicy: { MaximumEventAgeInSeconds: EVENT_AGE_SECONDS, MaximumRetryAttempts: RETRIES },
      DeadLetterConfig: { Arn: group.deadLetterArn },
    },
  };
}
