import * as z from 'zod';
import { AwsError } from '../endpoint/aws-service.ts';

const queueArn = /^arn:aws(-[a-z]+)?:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]+$/;
const targetArn = /^arn:aws(-[a-z]+)?:(sqs|lambda):[a-z0-9-]+:\d{12}:\S+$/;
const roleArn = /^arn:aws(-[a-z]+)?:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const longestInputBytes = 256 * 1024;

const FlexibleTimeWindow = z.discriminatedUnion('Mode', [
  z.object({ Mode: z.literal('OFF') }),
  z.object({ Mode: z.literal('FLEXIBLE'), MaximumWindowInMinutes: z.number().int().min(1).max(1440) }),
]);

const RetryPolicy = z.object({
  MaximumEventAgeInSeconds: z.number().int().min(60).max(86_400).default(86_400),
  MaximumRetryAttempts: z.number().int().min(0).max(185).default(185),
});

const Target = z.object({
  Arn: z.string().regex(targetArn, 'The local Scheduler calls SQS queues and Lambda functions only.'),
  RoleArn: z.string().regex(roleArn, 'Member must be the ARN of a role.'),
  Input: z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= longestInputBytes, 'Member must have at most 256 KB.')
    .optional(),
  RetryPolicy: RetryPolicy.prefault({}),
  DeadLetterConfig: z
    .object({ Arn: z.string().regex(queueArn, 'Member must be the ARN of a standard queue.') })
    .optional(),
});

/** What CreateSchedule and UpdateSchedule say of a schedule, besides its name and group; dates in seconds. */
export const Schedule = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
  FlexibleTimeWindow,
  Target,
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  Description: z.string().max(512).optional(),
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
});
export type Schedule = z.infer<typeof Schedule>;

/** A group and a name: the identity of a schedule. */
export interface ScheduleKey {
  group: string;
  name: string;
}

/** Throws what AWS answers for a name of a schedule or a group that does not fit. */
export function checkName(name: string, member: 'name' | 'groupName'): void {
  const problem =
    name.length > 64
      ? 'Member must have length less than or equal to 64'
      : 'Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$';
  if (name.length > 64 || !/^[0-9a-zA-Z_.-]+$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: ${problem}`,
    );
  }
}
