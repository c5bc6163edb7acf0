import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { tableIndexes } from '../data-stack.ts';
import type { DataStack } from '../data-stack.ts';
import type { MailStack } from '../mail-stack.ts';
import type { Schedules } from './schedules.ts';

/** The things that functions may be allowed to touch. */
interface Surroundings {
  data: DataStack;
  mail: MailStack;
  queues: Record<QueueName | DeadLetterName, IQueue>;
  schedules: Schedules;
}

/** Queues that functions send to. */
export type QueueName = RecalledQueueName | 'jobs' | 'schedules' | 'runs' | 'deliveries';

/** Those for whose messages visitors wait: the sweeper brings back what ended in their dead letters. */
export type RecalledQueueName = 'confirmations' | 'bulk' | 'seats';

/** Where what was given up lies until somebody looks. */
export type DeadLetterName = `${QueueName}-dlq` | 'failures';

/** Something a function may do; made before the resources it names exist. */
export type Permission = (surroundings: Surroundings) => PolicyStatement;

const allow = (service: string, actions: string[], resources: string[]) =>
  new PolicyStatement({ actions: actions.map((action) => `${service}:${action}`), resources });

/** Actions on the table itself. A transaction needs the actions of its parts, none of its own. */
export const onTable =
  (...actions: string[]): Permission =>
  ({ data }) =>
    allow('dynamodb', actions, [data.table.tableArn]);

/** Reading the table's index of whole items. */
export const queryIndex: Permission = ({ data }) =>
  allow('dynamodb', ['Query'], [`${data.table.tableArn}/index/${tableIndexes[0]}`]);

/** Reading the table's index for lists over everything. */
export const queryLists: Permission = ({ data }) =>
  allow('dynamodb', ['Query'], [`${data.table.tableArn}/index/${tableIndexes[1]}`]);

/** Reading the table's stream, as an event-source mapping does with the function's role. */
export const readStream: Permission = ({ data }) => {
  const stream = data.table.tableStreamArn;
  if (stream === undefined) throw new Error('The table has no stream.');
  return allow('dynamodb', ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'], [stream]);
};

/** Reading one secret. */
export const readSecret =
  (name: 'identityKey' | 'linkKey'): Permission =>
  ({ data }) =>
    allow('secretsmanager', ['GetSecretValue'], [data[name].secretArn]);

/** What the names of the secrets begin with that organizers give destinations; each is made when it is given. */
export const destinationSecrets = `${Aws.STACK_NAME}/destinations/`;

/** Actions on the secrets of destinations, by their names. */
export const onDestinationSecrets =
  (...actions: string[]): Permission =>
  () =>
    allow('secretsmanager', actions, [secretsNamed(destinationSecrets)]);

/** Secrets Manager adds a dash and six characters to each name. */
const secretsNamed = (name: string): string =>
  `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${name}*`;

/** The name of the secret with a stage's credentials of a Zoom app, which an operator makes. */
export const zoomSecret = `${Aws.STACK_NAME}/zoom`;
export const readZoomSecret: Permission = () =>
  allow('secretsmanager', ['GetSecretValue'], [secretsNamed(zoomSecret)]);

/** Actions on the objects of a bucket below a prefix such as `reports/`; without one, on all. */
export const onObjects =
  (bucket: BucketName, prefix: string, ...actions: string[]): Permission =>
  ({ data }) =>
    allow('s3', actions, [bucketOf(data, bucket).arnForObjects(`${prefix}*`)]);

/** Listing the keys of a bucket. */
export const listKeys =
  (bucket: BucketName): Permission =>
  ({ data }) =>
    allow('s3', ['ListBucket'], [bucketOf(data, bucket).bucketArn]);

/** Sending to a queue. */
export const sendTo =
  (queue: QueueName): Permission =>
  ({ queues }) =>
    allow('sqs', ['SendMessage'], [queues[queue].queueArn]);

/** Taking from a queue, as an event-source mapping does with the function's role. */
export const consume =
  (queue: QueueName): Permission =>
  ({ queues }) =>
    allow('sqs', ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'], [queues[queue].queueArn]);

/** Asking how many messages are on queues. */
export const countMessages =
  (...names: (QueueName | DeadLetterName)[]): Permission =>
  ({ queues }) =>
    allow(
      'sqs',
      ['GetQueueAttributes'],
      names.map((name) => queues[name].queueArn),
    );

/** Having a message that was taken come again at another time. */
export const postponeIn =
  (queue: QueueName): Permission =>
  ({ queues }) =>
    allow('sqs', ['ChangeMessageVisibility'], [queues[queue].queueArn]);

/** Taking messages out of the dead letters of a queue. */
export const takeDeadLetters =
  (queue: RecalledQueueName): Permission =>
  ({ queues }) =>
    allow('sqs', ['ReceiveMessage', 'DeleteMessage'], [queues[`${queue}-dlq`].queueArn]);

/**
 * Sending mail from the stage's address, with its configuration set. Of which identity SES asks is not ours to know: the
 * domain, the address where it is verified apart, and in the sandbox the recipient's as well.
 */
export const sendMail: Permission = ({ mail }) =>
  new PolicyStatement({
    actions: ['ses:SendRawEmail'],
    resources: [mail.identitiesArn, mail.configurationSetArn],
    conditions: { StringEquals: { 'ses:FromAddress': mail.mailFrom } },
  });

/** Asking how many mails the account may send. SES knows no resource for this. */
export const askMailQuota: Permission = () => allow('ses', ['GetSendQuota'], ['*']);

/** Making, moving and removing schedules of the stage's group. */
export const keepSchedules: Permission = ({ schedules }) =>
  allow('scheduler', ['CreateSchedule', 'UpdateSchedule', 'DeleteSchedule'], [schedules.schedulesArn]);

/** Making schedules that wake retries; nobody moves them. */
export const addRetrySchedules: Permission = ({ schedules }) =>
  allow('scheduler', ['CreateSchedule'], [schedules.retriesArn]);

/** Giving schedules the role that they act with. */
export const lendScheduleRole: Permission = ({ schedules }) =>
  new PolicyStatement({
    actions: ['iam:PassRole'],
    resources: [schedules.role.roleArn],
    conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
  });

type BucketName = 'imports' | 'exports';

const bucketOf = (data: DataStack, name: BucketName): Bucket => data[name];
