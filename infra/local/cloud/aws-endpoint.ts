import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type S3rver from '@20minutes/s3rver';
import { startDynamoDb } from '../dynamodb/start-dynamodb.ts';
import { createAuthorizer } from '../iam/authorizer.ts';
import { createRoleCheck, type RoleCheck } from '../iam/role-check.ts';
import type {
  BucketDefinition,
  CallLog,
  EventBus,
  Faults,
  FunctionDefinition,
  LambdaInvoker,
  LocalClock,
  Mailbox,
  MailDefinition,
  QueueEngine,
  RoleDefinition,
  SecretDefinition,
  StreamReader,
  TableDefinition,
} from '../seams/ports.ts';
import type { AwsResponse } from '../endpoint/aws-service.ts';
import { publishObjectEvents } from '../s3/object-events.ts';
import { openObjectStore } from '../s3/open-object-store.ts';
import { createS3Service } from '../s3/s3-service.ts';
import type { LocalScheduler } from '../scheduler/local-scheduler.ts';
import { createSchedulerService } from '../scheduler/scheduler-service.ts';
import { openSecretStore } from '../secrets/secret-store.ts';
import { createSecretsService } from '../secrets/secrets-service.ts';
import { openMailStore } from '../ses/mail-store.ts';
import { createSesService } from '../ses/ses-service.ts';
import { createLambdaService } from '../lambda/lambda-service.ts';
import { type DirectCall, takeDirectCall } from '../endpoint/direct-call.ts';
import type { AwsPort } from '../endpoint/listen.ts';
import { createSqsService } from '../sqs/sqs-service.ts';
import { createStsService } from '../sts/sts-service.ts';

/** What the endpoint serves. The engines are asked for at each use, so they may be made after the endpoint. */
export interface AwsEndpointParts {
  port: AwsPort;
  account: string;
  region: string;
  roles: RoleDefinition[];
  functions: FunctionDefinition[];
  tables: TableDefinition[];
  buckets: BucketDefinition[];
  secrets: SecretDefinition[];
  mail: MailDefinition;
  queues: () => QueueEngine;
  bus: () => EventBus;
  invoker: () => LambdaInvoker;
  /** Absent = no Scheduler behind the port. */
  scheduler?: () => LocalScheduler;
  clock: LocalClock;
  faults: Faults;
  callLog: CallLog;
  /** Absolute; made when missing. */
  dataDirectory: string;
}

export interface AwsEndpoint {
  /** `http://127.0.0.1:<port>`, the value of AWS_ENDPOINT_URL. */
  url: string;
  /** Takes a call of this process without the port; undefined where a fault drops the connection. */
  call: (call: DirectCall) => Promise<AwsResponse | undefined>;
  /** The stream of a table of the template; throws for another name. */
  table(name: string): StreamReader;
  mailbox: Mailbox;
  /** Checks what the runtime does on a role's behalf (event-source mappings); kept in the call log like any call. */
  authorize: RoleCheck;
  stop(): Promise<void>;
}

/** The buckets, opened at the first call of S3. Their folder is there at once: it belongs to the data that is kept. */
function openObjectsOnce(
  { buckets, account, clock, dataDirectory }: AwsEndpointParts,
  publish: EventBus['publish'],
): () => Promise<S3rver> {
  const folder = join(dataDirectory, 's3');
  mkdirSync(folder, { recursive: true });
  const open = async (): Promise<S3rver> => {
    const objects = await openObjectStore(folder, buckets, clock);
    publishObjectEvents(objects, { buckets, account, clock, publish });
    return objects;
  };
  let opened: Promise<S3rver> | undefined;
  return () => (opened ??= open());
}

/**
 * Starts the one port that stands for AWS: DynamoDB, S3, SES, SQS, Scheduler, Secrets Manager, Lambda, STS.
 * Resolves when every table of the template is there. The access key id of a call is its principal.
 */
export async function startAwsEndpoint(parts: AwsEndpointParts): Promise<AwsEndpoint> {
  const { account, region, clock, callLog, dataDirectory } = parts;
  mkdirSync(dataDirectory, { recursive: true });
  const authorizer = createAuthorizer(parts.roles, parts.functions);
  const publish: EventBus['publish'] = (event) => {
    parts.bus().publish(event);
  };
  const dynamoDb = await startDynamoDb(parts);
  const objects = openObjectsOnce(parts, publish);
  const store = openMailStore(join(dataDirectory, 'mail'));
  const secrets = openSecretStore(join(dataDirectory, 'secrets.json'), parts.secrets, () => clock.now());
  const services = [
    dynamoDb.service,
    createS3Service(objects, authorizer, clock),
    createSesService({ mail: parts.mail, account, region, clock, store, publish }),
    createSqsService(parts.queues),
    createSecretsService(parts.secrets, secrets, parts),
    createLambdaService(parts.functions, parts.invoker),
    createStsService(account, parts.roles),
    ...(parts.scheduler === undefined
      ? []
      : [createSchedulerService({ ...parts, scheduler: parts.scheduler })]),
  ];
  const callParts = { authorizer, faults: parts.faults, callLog, clock };
  parts.port.serve(services, callParts);
  return {
    url: parts.port.url,
    call: (call) => takeDirectCall(services, callParts, call),
    table: (name) => dynamoDb.table(name),
    mailbox: store,
    authorize: createRoleCheck(authorizer, callLog, clock),
    async stop() {
      await parts.port.stop();
      await dynamoDb.stop();
    },
  };
}
