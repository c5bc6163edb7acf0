import * as z from 'zod';
import type {
  BucketDefinition,
  MailDefinition,
  QueueDefinition,
  SecretDefinition,
  TableDefinition,
} from '../seams/ports.ts';
import type { Resource, Resources } from './resources.ts';

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const Projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).exactOptional(),
});

const TableProperties = z.object({
  KeySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema, Projection })).default([]),
  TimeToLiveSpecification: z
    .object({ AttributeName: z.string().optional(), Enabled: z.boolean() })
    .optional(),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE', 'KEYS_ONLY']) })
    .optional(),
});

/** The DynamoDB tables, as CreateTable wants them. */
export function readTables(resources: Resources): TableDefinition[] {
  return resources.all('AWS::DynamoDB::Table', TableProperties).map(({ identity, properties }) => {
    const ttl = properties.TimeToLiveSpecification;
    const view = properties.StreamSpecification?.StreamViewType;
    return {
      name: identity.ref,
      arn: identity.attributes['Arn'] ?? '',
      streamArn: identity.attributes['StreamArn'] ?? '',
      keySchema: properties.KeySchema,
      attributes: properties.AttributeDefinitions,
      indexes: properties.GlobalSecondaryIndexes,
      ...(ttl?.Enabled === true && ttl.AttributeName !== undefined
        ? { ttlAttribute: ttl.AttributeName }
        : {}),
      ...(view === undefined ? {} : { streamView: view }),
    };
  });
}

const QueueProperties = z.object({
  VisibilityTimeout: z.number().default(30),
  DelaySeconds: z.number().default(0),
  MessageRetentionPeriod: z.number().default(345_600),
  FifoQueue: z.literal(false, 'the local cloud has no FIFO queues').optional(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});

/** The SQS queues with their dead-letter queues. */
export function readQueues(resources: Resources): QueueDefinition[] {
  return resources.all('AWS::SQS::Queue', QueueProperties).map(({ identity, properties }) => {
    const redrive = properties.RedrivePolicy;
    return {
      name: identity.attributes['QueueName'] ?? '',
      arn: identity.attributes['Arn'] ?? '',
      url: identity.ref,
      visibilitySeconds: properties.VisibilityTimeout,
      delaySeconds: properties.DelaySeconds,
      retentionSeconds: properties.MessageRetentionPeriod,
      ...(redrive === undefined
        ? {}
        : { deadLetter: { arn: redrive.deadLetterTargetArn, maxReceiveCount: redrive.maxReceiveCount } }),
    };
  });
}

const BucketProperties = z.object({
  NotificationConfiguration: z
    .object({
      EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean().default(true) }).optional(),
    })
    .optional(),
});

/** The buckets; `role` is the last construct id in lower case. */
export function readBuckets(resources: Resources): BucketDefinition[] {
  return resources.all('AWS::S3::Bucket', BucketProperties).map((resource) => ({
    role: constructId(resource).toLowerCase(),
    name: resource.identity.ref,
    arn: resource.identity.attributes['Arn'] ?? '',
    eventBridge:
      resource.properties.NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
  }));
}

function constructId({ stack, id }: Resource<unknown>): string {
  const path = stack.Resources[id]?.Metadata['aws:cdk:path'];
  if (typeof path !== 'string') return id;
  return path.split('/').findLast((part) => part !== 'Resource' && part !== 'Default') ?? id;
}

const SecretProperties = z.object({
  GenerateSecretString: z.object({ PasswordLength: z.number().default(32) }).optional(),
});

/** The generated secrets. */
export function readSecrets(resources: Resources): SecretDefinition[] {
  return resources.all('AWS::SecretsManager::Secret', SecretProperties).map(({ identity, properties }) => ({
    name:
      identity.ref
        .split(':')
        .at(-1)
        ?.replace(/-local0$/, '') ?? '',
    arn: identity.ref,
    length: properties.GenerateSecretString?.PasswordLength ?? 32,
  }));
}

const EventDestination = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    EventBridgeDestination: z.unknown().optional(),
    Enabled: z.boolean().default(true),
  }),
});

/** Who may send mail, and which configuration sets report to the event bus. */
export function readMail(resources: Resources): MailDefinition {
  const destinations = resources.all('AWS::SES::ConfigurationSetEventDestination', EventDestination);
  const anything = z.unknown();
  return {
    identities: resources.all('AWS::SES::EmailIdentity', anything).map(({ identity }) => identity.ref),
    configurationSets: resources.all('AWS::SES::ConfigurationSet', anything).map(({ identity }) => ({
      name: identity.ref,
      eventBridge: destinations.some(
        ({ properties: { ConfigurationSetName: set, EventDestination: to } }) =>
          set === identity.ref && to.Enabled && to.EventBridgeDestination !== undefined,
      ),
    })),
  };
}
