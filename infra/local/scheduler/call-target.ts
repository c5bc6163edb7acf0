import type { RoleCheck } from '../iam/role-check.ts';
import type { FunctionDefinition, LambdaInvoker, QueueEngine, RoleDefinition } from '../seams/ports.ts';
import type { Run } from './run-store.ts';

export interface TargetParts {
  account: string;
  region: string;
  roles: RoleDefinition[];
  functions: FunctionDefinition[];
  queues: QueueEngine;
  invoker: LambdaInvoker;
  authorize: RoleCheck;
}

/** The target did not take it; `code` as AWS names it. */
export class TargetError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** ARN of the schedule. */
export function scheduleArn({ region, account }: TargetParts, { group, name }: Run): string {
  return `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`;
}

/** Calls the target of a run as the schedule's role; throws `TargetError`. */
export function callTarget(parts: TargetParts, run: Run): void {
  const { Arn } = run.schedule.Target;
  const text = inputOf(parts, run);
  if (Arn.split(':')[2] === 'sqs') {
    sendAsRole(parts, run, Arn, { body: text });
    return;
  }
  demand(parts, run, 'lambda:InvokeFunction', Arn);
  const called = parts.functions.find(({ arn }) => arn === Arn);
  if (called === undefined) throw new TargetError('ResourceNotFoundException', `Function not found: ${Arn}`);
  parts.invoker.enqueue(called.name, JSON.parse(text));
}

/** Sends to a queue as the schedule's role; throws `TargetError`. */
export function sendAsRole(
  parts: TargetParts,
  run: Run,
  queueArn: string,
  message: { body: string; messageAttributes?: Record<string, unknown> },
): void {
  demand(parts, run, 'sqs:SendMessage', queueArn);
  const queue = parts.queues.definitions().find(({ arn }) => arn === queueArn);
  if (queue === undefined) {
    throw new TargetError('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
  }
  parts.queues.send(queue.url, message);
}

function demand({ roles, authorize }: TargetParts, run: Run, action: string, resource: string): void {
  const { RoleArn } = run.schedule.Target;
  const role = roles.find(({ arn }) => arn === RoleArn);
  const decision = authorize(role?.id ?? RoleArn, action, resource);
  if (!decision.allowed) {
    throw new TargetError(
      'AccessDeniedException',
      `${RoleArn} is not authorized to perform: ${action} on resource: ${resource} because ${decision.reason}`,
    );
  }
}

/** The input with Scheduler's keywords replaced; without an input AWS sends an event of its own. */
function inputOf(parts: TargetParts, run: Run): string {
  const time = new Date(run.scheduledAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const arn = scheduleArn(parts, run);
  const { Input } = run.schedule.Target;
  if (Input !== undefined) {
    return Input.replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.schedule-arn>', arn)
      .replaceAll('<aws.scheduler.execution-id>', run.id)
      .replaceAll('<aws.scheduler.attempt-number>', String(run.attempts + 1));
  }
  return JSON.stringify({
    version: '0',
    id: run.id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: parts.account,
    time,
    region: parts.region,
    resources: [arn],
    detail: '{}',
  });
}
