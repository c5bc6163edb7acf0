import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DataStack } from '../data-stack.ts';
import type { MailStack } from '../mail-stack.ts';

/** Entities each of whose changes causes something: mail, counts, or schedules to be moved. */
const followed = ['registration', 'session', 'rules', 'event', 'system'];

/** Entities that cause something when they are new. */
const started = ['job', 'job-wake', 'member', 'delivery', 'newcomer', 'freed-seat', 'moderator'];

/**
 * Stream records that cause something; besides those, new jobs, deliveries that are new or wanted again, members who come
 * or go, and who comes into a line for seats or gives one up.
 */
export const dispatched = [
  { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { entity: { S: followed } } } },
  { eventName: ['REMOVE'], dynamodb: { OldImage: { entity: { S: [...followed, 'member'] } } } },
  { eventName: ['INSERT'], dynamodb: { NewImage: { entity: { S: started } } } },
  // Not the two writes of each attempt: only one that somebody asks for again carries this, until it is in hand.
  {
    eventName: ['MODIFY'],
    dynamodb: { NewImage: { entity: { S: ['delivery'] }, redrivenAt: { S: [{ exists: true }] } } },
  },
];

/**
 * Hands the table's changes to a function, in order per key, again and again for at most six hours; then to `failures`. What
 * will never work the function puts there itself: it must not keep back what comes after it.
 */
export function readTableStream(reader: lambda.Function, data: DataStack, failures: IQueue): void {
  if (data.table.tableStreamArn === undefined) throw new Error('The table has no stream.');
  reader.addEventSourceMapping('stream', {
    eventSourceArn: data.table.tableStreamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    filters: dispatched.map((pattern) => lambda.FilterCriteria.filter(pattern)),
    batchSize: 100,
    parallelizationFactor: 1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    maxRecordAge: Duration.hours(6),
    onFailure: { bind: () => ({ destination: sendableBy(reader, failures) }) },
  });
}

/** Hands the messages of a queue to a function, which answers those that failed. */
export function readQueue(
  consumer: lambda.Function,
  queue: IQueue,
  { id = 'queue', batchSize, maxConcurrency }: { id?: string; batchSize: number; maxConcurrency: number },
): void {
  consumer.addEventSourceMapping(id, {
    eventSourceArn: queue.queueArn,
    batchSize,
    maxConcurrency,
    reportBatchItemFailures: true,
  });
}

/** Calls a function for what `when` describes; what cannot be delivered or fails thrice goes to `failures`. */
export function invokeOn(
  scope: Construct,
  target: lambda.Function,
  failures: IQueue,
  when: events.RuleProps,
): void {
  const patience = { retryAttempts: 2, maxEventAge: Duration.hours(1) };
  target.configureAsyncInvoke({
    ...patience,
    onFailure: { bind: () => ({ destination: sendableBy(target, failures) }) },
  });
  new events.Rule(scope, `${target.node.id}-rule`, {
    ...when,
    targets: [new LambdaFunction(target, { ...patience, deadLetterQueue: failures })],
  });
}

/** New objects below `imports/` and `attendance/`. */
export const newImportFile = ({ imports }: DataStack): events.RuleProps => ({
  description: 'A file was put under imports/ or attendance/',
  eventPattern: {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    detail: {
      bucket: { name: [imports.bucketName] },
      object: { key: [{ prefix: 'imports/' }, { prefix: 'attendance/' }] },
    },
  },
});

/** What became of our mails. */
export const mailEvent = ({ configurationSetName }: MailStack): events.RuleProps => ({
  description: 'SES tells what became of a mail',
  eventPattern: {
    source: ['aws.ses'],
    detailType: ['Email Sent', 'Email Bounced', 'Email Complaint Received', 'Email Rejected'],
    detail: { mail: { tags: { 'ses:configuration-set': [configurationSetName] } } },
  },
});

export const everyFiveMinutes: events.RuleProps = {
  description: 'The sweeper looks for what died',
  schedule: events.Schedule.rate(Duration.minutes(5)),
};

/** Lambda sends to a failure destination with the function's own role. */
function sendableBy(sender: lambda.Function, queue: IQueue): string {
  sender.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
  return queue.queueArn;
}
