import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  UpdateScheduleCommand,
  type CreateScheduleCommandInput,
} from '@aws-sdk/client-scheduler';
import type { ScheduleGroup } from './schedule-group.ts';

/** A late reminder is worse than none; the function that takes the fire has the last word. */
const EVENT_AGE_SECONDS = 30 * 60;
const RETRIES = 20;
const ROUNDS = 5;

/** Makes the schedule be as said, whatever it was. Fires once at `at`, then is gone. */
export async function putSchedule(
  group: ScheduleGroup,
  schedule: { name: string; at: Date; input: unknown },
): Promise<void> {
  const wanted = inputOf(group, schedule);
  // Two at work on one name, or one that fires and vanishes in between: the other way round works then.
  for (let round = 1; ; round += 1) {
    try {
      await group.client.send(new UpdateScheduleCommand(wanted));
      return;
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException) && !(error instanceof ConflictException)) throw error;
      if (round === ROUNDS) throw error;
    }
    try {
      await group.client.send(new CreateScheduleCommand(wanted));
      return;
    } catch (error) {
      if (!(error instanceof ConflictException) || round === ROUNDS) throw error;
    }
  }
}

/** Removes a schedule; one that is not there is fine. */
export async function removeSchedule(group: ScheduleGroup, name: string): Promise<void> {
  try {
    await group.client.send(new DeleteScheduleCommand({ GroupName: group.group, Name: name }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
}

function inputOf(
  group: ScheduleGroup,
  { name, at, input }: { name: string; at: Date; input: unknown },
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
