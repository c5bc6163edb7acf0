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
} from '../ports.ts';

/** What the endpoint serves. The engines are asked for at each use, so they may be made after the endpoint. */
export interface AwsEndpointParts {
  /** 0 = any free port. */
  port: number;
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
  clock: LocalClock;
  faults: Faults;
  callLog: CallLog;
  /** Absolute; made when missing. */
  dataDirectory: string;
}

/** Whether a principal may do an action, as its role's policies say. */
export type Decision = { allowed: true } | { allowed: false; reason: string };

export interface AwsEndpoint {
  /** `http://127.0.0.1:<port>`, the value of AWS_ENDPOINT_URL. */
  url: string;
  /** The stream of a table of the template; throws for another name. */
  table(name: string): StreamReader;
  mailbox: Mailbox;
  /** For what the runtime does on a role's behalf (event-source mappings); kept in the call log like any call. */
  authorize(principal: string, action: string, resource: string): Decision;
  stop(): Promise<void>;
}

/**
 * Starts the one port that stands for AWS: DynamoDB, S3, SES, SQS, Secrets Manager, Lambda, STS.
 * Resolves when every table and bucket of the template is there. The access key id of a call is its principal.
 */
export function startAwsEndpoint(parts: AwsEndpointParts): Promise<AwsEndpoint> {
  return Promise.reject(new Error(`not built yet: ${parts.dataDirectory}`));
}
