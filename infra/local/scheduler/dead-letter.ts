import { scheduleArn, type TargetError, type TargetParts } from './call-target.ts';
import type { Run } from './run-store.ts';

export type Exhausted = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** The message that Scheduler puts into a schedule's dead-letter queue: the request it could not make, and why. */
export function describeDeadLetter(
  parts: TargetParts,
  run: Run,
  exhausted: Exhausted,
  error: TargetError,
): { body: string; messageAttributes: Record<string, unknown> } {
  const { Arn, Input = '' } = run.schedule.Target;
  const queue = parts.queues.definitions().find(({ arn }) => arn === Arn);
  const body = Arn.includes(':sqs:')
    ? { MessageBody: Input, QueueUrl: queue?.url ?? Arn }
    : { FunctionName: Arn, InvocationType: 'Event', Payload: Input };
  const attributes = {
    ERROR_CODE: error.code,
    ERROR_MESSAGE: error.message,
    EXECUTION_ID: run.id,
    EXHAUSTED_RETRY_CONDITION: exhausted,
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(Math.max(run.attempts - 1, 0)),
    SCHEDULED_TIME: new Date(run.scheduledAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    SCHEDULE_ARN: scheduleArn(parts, run),
    TARGET_ARN: Arn,
  };
  const messageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
  return { body: JSON.stringify(body), messageAttributes };
}
