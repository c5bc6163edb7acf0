import type {
  BucketDefinition,
  FunctionDefinition,
  MailDefinition,
  QueueDefinition,
  RoleDefinition,
  SecretDefinition,
  TableDefinition,
} from '../seams/ports.ts';

/** A queue that feeds a function. */
export interface QueueMappingDefinition {
  id: string;
  functionArn: string;
  queueArn: string;
  batchSize: number;
  maximumConcurrency: number | undefined;
  reportsItemFailures: boolean;
}

/** A table's stream that feeds a function. */
export interface StreamMappingDefinition {
  id: string;
  functionArn: string;
  streamArn: string;
  batchSize: number;
  /** Event patterns; none = everything matches. */
  patterns: unknown[];
  bisects: boolean;
  reportsItemFailures: boolean;
  /** -1 = endless */
  maximumRetryAttempts: number;
  /** -1 = endless */
  maximumRecordAgeSeconds: number;
  onFailureArn: string | undefined;
}

/** A rule of the default event bus: by pattern, by schedule, or both. */
export interface RuleDefinition {
  name: string;
  pattern: unknown;
  scheduleExpression: string | undefined;
  targets: { arn: string; input: string | undefined }[];
}

export interface RouteDefinition {
  /** `GET /v1/events/{eventId}` or `$default` */
  key: string;
  functionArn: string;
  /** Integration timeout. */
  timeoutMs: number;
  authorizer: { issuer: string; audience: string[] } | undefined;
  scopes: string[];
  throttle: { rate: number; burst: number } | undefined;
}

/** All that the stacks ask the local cloud to run. */
export interface Definitions {
  region: string;
  account: string;
  functions: FunctionDefinition[];
  roles: RoleDefinition[];
  queues: QueueDefinition[];
  tables: TableDefinition[];
  buckets: BucketDefinition[];
  secrets: SecretDefinition[];
  mail: MailDefinition;
  queueMappings: QueueMappingDefinition[];
  streamMappings: StreamMappingDefinition[];
  rules: RuleDefinition[];
  routes: RouteDefinition[];
  scheduleGroups: string[];
  /** Resources that exist in the cloud and have no effect here. */
  notRun: { stack: string; id: string; type: string }[];
}
