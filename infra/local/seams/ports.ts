/**
 * The seams of the local cloud: what its parts know of each other.
 * Types only. `template/` makes the definitions from the synthesized assembly; engines and runners consume them.
 */

/** One statement of an IAM policy with every intrinsic resolved. */
export interface PolicyStatement {
  effect: 'Allow' | 'Deny';
  actions: string[];
  notActions: string[];
  resources: string[];
  notResources: string[];
  /** operator -> condition key -> accepted values */
  conditions: Record<string, Record<string, string[]>>;
}

export interface RoleDefinition {
  /** Logical id; doubles as the access key id that its function signs with. */
  id: string;
  arn: string;
  statements: PolicyStatement[];
  /** Services that may act as it, e.g. `scheduler.amazonaws.com`. */
  trustedServices?: string[];
}

export interface FunctionDefinition {
  /** The folder under functions/, e.g. `registration`. */
  name: string;
  arn: string;
  roleId: string;
  /** Absolute folder of the bundle. */
  codeDirectory: string;
  /** `<module>.<export>`, e.g. `index.handler`. */
  handler: string;
  timeoutSeconds: number;
  memoryMb: number;
  environment: Record<string, string>;
  /** Asynchronous invokes. */
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
  onFailureArn?: string;
  /** The most invocations at once; absent = as many as this machine runs. */
  reservedConcurrency?: number;
}

export interface QueueDefinition {
  name: string;
  arn: string;
  url: string;
  visibilitySeconds: number;
  delaySeconds: number;
  retentionSeconds: number;
  deadLetter?: { arn: string; maxReceiveCount: number };
}

export interface TableDefinition {
  name: string;
  arn: string;
  streamArn: string;
  /** CreateTable input, without the name. */
  keySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
  attributes: { AttributeName: string; AttributeType: 'S' | 'N' | 'B' }[];
  indexes: {
    IndexName: string;
    KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
    Projection: { ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'; NonKeyAttributes?: string[] };
  }[];
  ttlAttribute?: string;
  streamView?: 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'KEYS_ONLY';
}

export interface BucketDefinition {
  /** Last construct id in lower case, e.g. `imports`. */
  role: string;
  name: string;
  arn: string;
  eventBridge: boolean;
  /** Absent = the bucket answers no cross-origin request. */
  cors?: { origins: string[]; methods: string[]; headers: string[]; exposedHeaders: string[] }[];
}

export interface SecretDefinition {
  name: string;
  arn: string;
  length: number;
}

export interface MailDefinition {
  identities: string[];
  configurationSets: { name: string; eventBridge: boolean }[];
}

/** A record as Lambda hands it to a consumer of a DynamoDB stream. */
export interface StreamRecord {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  eventSourceARN: string;
  dynamodb: { SequenceNumber: string; [key: string]: unknown };
  [key: string]: unknown;
}

/** Reads a table's stream from a remembered position; owned by the DynamoDB engine, used by event-source mappings. */
export interface StreamReader {
  /** Next records after `position` (undefined = from the beginning), at most `limit`, and the position after them. */
  read(
    position: string | undefined,
    limit: number,
  ): Promise<{ records: StreamRecord[]; position: string | undefined }>;
  /** Calls `wake` soon after something was written to the table. */
  onWrite(wake: () => void): void;
}

export interface QueueMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, unknown>;
  md5OfBody: string;
}

/** The queues, kept in the state database; visibility and delays follow the local clock. */
export interface QueueEngine {
  send(
    queueUrl: string,
    message: {
      body: string;
      delaySeconds?: number;
      messageAttributes?: Record<string, unknown>;
      /** Whose it is among those that share the queue. */
      groupId?: string;
    },
  ): { messageId: string; md5OfBody: string };
  receive(queueUrl: string, options: { max: number; visibilitySeconds?: number }): QueueMessage[];
  delete(queueUrl: string, receiptHandle: string): void;
  changeVisibility(queueUrl: string, receiptHandle: string, seconds: number): void;
  purge(queueUrl: string): void;
  depth(queueUrl: string): { visible: number; inFlight: number; delayed: number };
  definitions(): QueueDefinition[];
}

/** An event on the default bus. */
export interface BusEvent {
  source: string;
  'detail-type': string;
  detail: Record<string, unknown>;
  resources?: string[];
}

export interface EventBus {
  /** Keeps the event until every matching rule's target has taken it. */
  publish(event: BusEvent): void;
}

export interface LambdaInvoker {
  /** Runs the function and answers its payload; throws on a function error. */
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  /** Asynchronous invoke: queued, retried, at last sent to the on-failure destination. */
  enqueue(functionName: string, payload: unknown): void;
}

export interface LocalClock {
  /** Milliseconds since the epoch, as the product sees them. */
  now(): number;
  offset(): number;
}

/** A mail that was "sent". */
export interface CaughtMail {
  id: string;
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  /** ISO 8601 on the local clock. */
  at: string;
}

export interface Mailbox {
  list(): CaughtMail[];
  raw(id: string): Uint8Array | undefined;
  clear(): void;
}

/** A call to the AWS port, kept for `GET /_local/log`. */
export interface CallRecord {
  at: string;
  principal: string;
  service: string;
  action: string;
  resource: string;
  outcome: 'ok' | 'error' | 'refused' | 'fault';
  detail?: string;
}

export interface CallLog {
  record(call: CallRecord): void;
  recent(limit: number): CallRecord[];
  /** principal -> `action resource` pairs that a policy allowed and that were used. */
  permissionsUsed(): Record<string, string[]>;
  refusals(): CallRecord[];
}

export type FaultKind =
  | 'throttle'
  | 'conflict'
  | 'unprocessed'
  | 'timeout-after-success'
  | 'duplicate-event'
  | 'kill'
  | 'reorder'
  | 'stale-index'
  | 'hot-key';

/** How far an index is behind its table: by so many of the latest writes, but by none that is older than `ms`. */
export interface IndexLag {
  writes: number;
  ms: number;
}

/** How many reads and writes one partition key takes in a second. */
export interface KeyLimit {
  reads: number;
  writes: number;
}

export interface FaultRule {
  /** e.g. `dynamodb`, `s3`, `ses`, `sqs`, `events`, `lambda` */
  service: string;
  /** e.g. `PutItem`; `*` for all */
  action: string;
  kind: FaultKind;
  /** 0..1 */
  rate: number;
  /** Of `stale-index`. */
  lag?: IndexLag | undefined;
  /** Of `hot-key`. */
  limit?: KeyLimit | undefined;
}

/** Seeded faults, made at the endpoint and the runtime, outside product code. */
export interface Faults {
  set(seed: number, rules: FaultRule[]): void;
  /** The fault for this call, if one is due. */
  next(service: string, action: string): FaultKind | undefined;
  rules(): FaultRule[];
}
