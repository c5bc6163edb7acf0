import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type AwsEndpoint, startAwsEndpoint } from '../../../infra/local/cloud/aws-endpoint.ts';
import { openAwsPort } from '../../../infra/local/endpoint/listen.ts';
import { createCallLog } from '../../../infra/local/endpoint/call-log.ts';
import { createFaults } from '../../../infra/local/endpoint/faults.ts';
import { roleSecret } from '../../../infra/local/iam/authorizer.ts';
import type {
  BusEvent,
  PolicyStatement,
  QueueEngine,
  TableDefinition,
} from '../../../infra/local/seams/ports.ts';

const region = 'eu-central-1';
const account = '000000000000';

/** A table with stream and index, as the template would define it. */
export const people: TableDefinition = {
  name: 'people',
  arn: `arn:aws:dynamodb:${region}:${account}:table/people`,
  streamArn: `arn:aws:dynamodb:${region}:${account}:table/people/stream/1`,
  keySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  attributes: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
    AttributeName,
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
  ],
  ttlAttribute: 'expiresAt',
  streamView: 'NEW_AND_OLD_IMAGES',
};

export const allow = (actions: string[], resources: string[]): PolicyStatement => ({
  effect: 'Allow',
  actions,
  notActions: [],
  resources,
  notResources: [],
  conditions: {},
});

/** Role id = access key id of the function `jobs`. */
export const jobsRole = 'JobsRole';

const jobsPolicy = [
  allow(['dynamodb:*'], [people.arn, `${people.arn}/index/*`]),
  allow(['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'], ['arn:aws:s3:::files/*']),
  allow(
    ['ses:SendRawEmail'],
    [
      `arn:aws:ses:${region}:${account}:identity/*`,
      `arn:aws:ses:${region}:${account}:configuration-set/events`,
    ],
  ),
];

/** An endpoint on a temporary data directory, with a clock that the test moves and a bus that keeps what it gets. */
export async function openTestEndpoint(
  given: { statements?: PolicyStatement[]; dataDirectory?: string; queues?: QueueEngine } = {},
) {
  const dataDirectory = given.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'turnout-endpoint-')));
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead, offset: () => clock.ahead };
  const events: BusEvent[] = [];
  const enqueued: unknown[] = [];
  const [faults, callLog] = [createFaults(), createCallLog()];
  const endpoint: AwsEndpoint = await startAwsEndpoint({
    port: await openAwsPort(0),
    account,
    region,
    roles: [
      { id: jobsRole, arn: `arn:aws:iam::${account}:role/jobs`, statements: given.statements ?? jobsPolicy },
    ],
    functions: [
      {
        name: 'jobs',
        arn: `arn:aws:lambda:${region}:${account}:function:jobs`,
        roleId: jobsRole,
        codeDirectory: '',
        handler: '',
        timeoutSeconds: 1,
        memoryMb: 128,
        environment: {},
        maximumRetryAttempts: 0,
        maximumEventAgeSeconds: 60,
      },
    ],
    tables: [people],
    buckets: [
      { role: 'files', name: 'files', arn: 'arn:aws:s3:::files', eventBridge: true },
      { role: 'quiet', name: 'quiet', arn: 'arn:aws:s3:::quiet', eventBridge: false },
    ],
    secrets: [
      {
        name: 'link-key',
        arn: `arn:aws:secretsmanager:${region}:${account}:secret:link-key-AbCdEf`,
        length: 64,
      },
    ],
    mail: { identities: ['example.com'], configurationSets: [{ name: 'events', eventBridge: true }] },
    queues: () => {
      if (given.queues === undefined) throw new Error('This endpoint has no queues.');
      return given.queues;
    },
    bus: () => ({ publish: (event) => void events.push(event) }),
    invoker: () => ({
      invoke: (_name, payload) =>
        payload === 'fail' ? Promise.reject(new TypeError('broken')) : Promise.resolve({ payload }),
      enqueue: (_name, payload) => void enqueued.push(payload),
    }),
    clock,
    faults,
    callLog,
    dataDirectory,
  });
  return {
    endpoint,
    dataDirectory,
    clock,
    events,
    enqueued,
    faults,
    callLog,
    clients: (accessKeyId = 'me') => openClients(endpoint.url, accessKeyId),
    async close() {
      await endpoint.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

export type TestEndpoint = Awaited<ReturnType<typeof openTestEndpoint>>;

function openClients(endpoint: string, accessKeyId: string) {
  const settings = {
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: roleSecret },
    maxAttempts: 1,
  };
  return {
    dynamoDb: new DynamoDBClient(settings),
    s3: new S3Client(settings),
    ses: new SESClient(settings),
    secrets: new SecretsManagerClient(settings),
    sqs: new SQSClient(settings),
    lambda: new LambdaClient(settings),
  };
}
