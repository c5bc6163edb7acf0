import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startAwsEndpoint } from '../../infra/local/cloud/aws-endpoint.ts';
import { openAwsPort } from '../../infra/local/endpoint/listen.ts';
import { createCallLog } from '../../infra/local/endpoint/call-log.ts';
import { createFaults } from '../../infra/local/endpoint/faults.ts';
import { operator } from '../../infra/local/iam/access.ts';
import type {
  BucketDefinition,
  Faults,
  Mailbox,
  QueueDefinition,
  QueueEngine,
  QueueMessage,
  RoleDefinition,
  StreamReader,
  TableDefinition,
} from '../../infra/local/seams/ports.ts';
import type { FileStore } from '../../shared/platform/object-store/file-store.ts';
import type { MailSender } from '../../shared/platform/mail-transport/send-mail.ts';
import type { Queue } from '../../shared/platform/queue/send-messages.ts';
import { openTable } from '../../shared/platform/table/open-table.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { directClient } from './api/direct-client.ts';

/** The real local engines behind one port, without functions: what use-case tests run on. */
export interface LocalAws {
  table: Table;
  /** The same table as an operator sees it, whom faults spare: what tests look at while they last. */
  untroubled: Table;
  /** What was written to the table, in order. */
  stream: StreamReader;
  imports: FileStore;
  exports: FileStore;
  outlet: MailSender;
  jobs: Queue;
  confirmations: Queue;
  schedules: Queue;
  runs: Queue;
  bulk: Queue;
  deliveries: Queue;
  seats: Queue;
  failures: Queue;
  deadMails: { confirmations: Queue; bulk: Queue };
  deadSeats: Queue;
  mailbox: Mailbox;
  faults: Faults;
  /** By which keys are hot for a second; a test may set its own time. */
  clock: { now: () => number };
  /** Messages sent to a queue and not yet taken by `take`. */
  take: (queue: Queue) => unknown[];
  /** A table client whose answers tell what they cost. */
  countingTable: () => { table: Table; writes: () => number; reads: () => number };
  stop: () => Promise<void>;
}

const region = 'eu-central-1';
const account = '000000000000';
/** A function's role, because faults spare the operator. */
const role: RoleDefinition = {
  id: 'TESTS',
  arn: `arn:aws:iam::${account}:role/tests`,
  statements: [
    { effect: 'Allow', actions: ['*'], notActions: [], resources: ['*'], notResources: [], conditions: {} },
  ],
};
const credentials = { accessKeyId: role.id, secretAccessKey: 'local' };

const table: TableDefinition = {
  name: 'turnout',
  arn: `arn:aws:dynamodb:${region}:${account}:table/turnout`,
  streamArn: `arn:aws:dynamodb:${region}:${account}:table/turnout/stream/local`,
  keySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  attributes: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map((name) => ({
    AttributeName: name,
    AttributeType: 'S' as const,
  })),
  indexes: [
    {
      IndexName: 'gsi1',
      KeySchema: [
        { AttributeName: 'gsi1pk', KeyType: 'HASH' },
        { AttributeName: 'gsi1sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'gsi2',
      KeySchema: [
        { AttributeName: 'gsi2pk', KeyType: 'HASH' },
        { AttributeName: 'gsi2sk', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['entity', 'v', 'listed'] },
    },
  ],
  streamView: 'NEW_AND_OLD_IMAGES',
};

const buckets: BucketDefinition[] = ['imports', 'exports'].map((role) => ({
  role,
  name: role,
  arn: `arn:aws:s3:::${role}`,
  eventBridge: false,
}));

/** Starts the engines on a data folder of their own. */
export async function startLocalAws(): Promise<LocalAws> {
  const directory = await mkdtemp(join(tmpdir(), 'turnout-test-'));
  const sent = new Map<string, unknown[]>();
  const faults = createFaults();
  const clock = { now: () => Date.now(), offset: () => 0 };
  const endpoint = await startAwsEndpoint({
    port: await openAwsPort(0),
    account,
    region,
    roles: [role],
    functions: [],
    tables: [table],
    buckets,
    secrets: [],
    mail: { identities: ['example.com'], configurationSets: [{ name: 'mail', eventBridge: false }] },
    queues: () => rememberingQueues(sent),
    bus: () => ({ publish: () => undefined }),
    invoker: () => {
      throw new Error('There are no functions here.');
    },
    clock,
    faults,
    callLog: createCallLog(),
    dataDirectory: directory,
  });
  const config = { endpoint: endpoint.url, region, credentials };
  const s3 = new S3Client(config);
  const directAs = (principal: string, service: string) => ({
    ...config,
    ...directClient(endpoint.call, service, principal),
  });
  const direct = (service: string) => directAs(role.id, service);
  const sqs = new SQSClient(direct('sqs'));
  const open = () => lighten(openTable(table.name, direct('dynamodb')));
  const queue = (name: string): Queue => ({ client: sqs, url: `${endpoint.url}/${account}/${name}` });
  return {
    table: open(),
    untroubled: openTable(table.name, directAs(operator, 'dynamodb')),
    stream: endpoint.table(table.name),
    imports: { client: s3, bucket: 'imports' },
    exports: { client: s3, bucket: 'exports' },
    // As the product opens it: the SDK must not send a mail again by itself.
    outlet: { client: new SESClient({ ...direct('ses'), maxAttempts: 1 }), configurationSet: 'mail' },
    jobs: queue('jobs'),
    confirmations: queue('confirmations'),
    schedules: queue('schedules'),
    runs: queue('runs'),
    bulk: queue('bulk'),
    deliveries: queue('deliveries'),
    seats: queue('seats'),
    failures: queue('failures'),
    deadMails: { confirmations: queue('confirmations-dlq'), bulk: queue('bulk-dlq') },
    deadSeats: queue('seats-dlq'),
    mailbox: endpoint.mailbox,
    faults,
    clock,
    take: ({ url }) => {
      const name = url.slice(url.lastIndexOf('/') + 1);
      const messages = sent.get(name) ?? [];
      sent.delete(name);
      return messages;
    },
    countingTable: () => countCapacity(open()),
    stop: async () => {
      await endpoint.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Headers that nobody reads here are a seventh of what the SDK does for a call. */
function lighten(opened: Table): Table {
  for (const unread of ['getUserAgentMiddleware', 'recursionDetectionMiddleware', 'hostHeaderMiddleware'])
    opened.client.middlewareStack.remove(unread);
  return opened;
}

function countCapacity(counted: Table) {
  const total = { writes: 0, reads: 0 };
  counted.client.middlewareStack.add(
    (next) => async (call) => {
      Object.assign(call.input, { ReturnConsumedCapacity: 'TOTAL' });
      const { response, output } = await next(call);
      const consumed = 'ConsumedCapacity' in output ? [output.ConsumedCapacity].flat() : [];
      for (const part of consumed as { CapacityUnits?: number }[]) {
        const isRead = /Get|Query|Scan/.test(call.constructor.name + JSON.stringify(Object.keys(call.input)));
        total[isRead ? 'reads' : 'writes'] += part.CapacityUnits ?? 0;
      }
      return { response, output };
    },
    { step: 'initialize' },
  );
  return { table: counted, writes: () => total.writes, reads: () => total.reads };
}

const queueNames = ['jobs', 'confirmations', 'schedules', 'runs', 'bulk', 'deliveries', 'seats', 'failures'];
const deadLetters = ['confirmations-dlq', 'bulk-dlq', 'seats-dlq'];
const queues: QueueDefinition[] = [...queueNames, ...deadLetters].map((name) => ({
  name,
  url: name,
  arn: `arn:aws:sqs:${region}:${account}:${name}`,
  visibilitySeconds: 30,
  delaySeconds: 0,
  retentionSeconds: 3600,
}));

const received = (body: string, n: number): QueueMessage => ({
  messageId: `message-${n}`,
  receiptHandle: `receipt-${n}`,
  body,
  md5OfBody: createHash('md5').update(body).digest('hex'),
  attributes: { SentTimestamp: String(Date.now()) },
  messageAttributes: {},
});

/** Queues that only remember what was sent, by queue name. */
function rememberingQueues(sent: Map<string, unknown[]>): QueueEngine {
  const unsupported = () => {
    throw new Error('These queues only remember.');
  };
  return {
    send: (url, { body }) => {
      sent.set(url, [...(sent.get(url) ?? []), JSON.parse(body)]);
      return { messageId: 'remembered', md5OfBody: createHash('md5').update(body).digest('hex') };
    },
    receive: (url, { max }) => {
      const messages = sent.get(url) ?? [];
      sent.set(url, messages.slice(max));
      return messages.slice(0, max).map((message, n) => received(JSON.stringify(message), n));
    },
    delete: () => undefined,
    changeVisibility: unsupported,
    purge: unsupported,
    depth: () => ({ visible: 0, inFlight: 0, delayed: 0 }),
    definitions: () => queues,
  };
}
