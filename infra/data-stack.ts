import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { OrganizerPool } from './constructs/organizer-pool.ts';
import type { Stage } from './stage-config.ts';

export interface DataStackProps extends StackProps {
  stage: Stage;
}

/** Everything that must outlive a deployment: people, files, keys, organizers, confirmed alarm addresses. */
export class DataStack extends Stack {
  readonly table: dynamodb.Table;
  readonly imports: s3.Bucket;
  readonly exports: s3.Bucket;
  readonly identityKey: secretsmanager.Secret;
  readonly linkKey: secretsmanager.Secret;
  /** Absent when the stage names another issuer. */
  readonly organizers: OrganizerPool | undefined;
  /** Absent when the stage names no address. Here because its address is confirmed by hand, once. */
  readonly alarmTopic: AlarmTopic | undefined;

  constructor(scope: Construct, id: string, { stage, ...props }: DataStackProps) {
    super(scope, id, props);
    // What is protected from deletion could not be rolled back: a first deployment that fails leaves it behind, empty.
    const keep = stage.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    // The rest goes with a first deployment that fails, and is kept ever after.
    const keepOnceMade = stage.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.table = newTable(this, keep, stage);
    this.imports = newImports(this, keepOnceMade, stage);
    this.exports = newExports(this, keepOnceMade, stage);
    // The key of every person is made with it: a table without its identity key is unreadable.
    this.identityKey = newKey(
      this,
      'IdentityKey',
      'Makes the keys of people. Never rotate it.',
      keepOnceMade,
    );
    this.linkKey = newKey(this, 'LinkKey', 'Signs links and cursors. May be rotated.', keepOnceMade);
    const { oidc, machineClients } = stage;
    const pool = { removalPolicy: keep, machineClients };
    this.organizers = oidc === undefined ? new OrganizerPool(this, 'Organizers', pool) : undefined;
    this.alarmTopic =
      stage.alarmEmail === undefined ? undefined : new AlarmTopic(this, 'Alarms', stage.alarmEmail);
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'ImportsBucket', { value: this.imports.bucketName });
    new CfnOutput(this, 'ExportsBucket', { value: this.exports.bucketName });
  }
}

function newTable(scope: Construct, removalPolicy: RemovalPolicy, { warmTable }: Stage): dynamodb.Table {
  const warm = warmTable && {
    warmThroughput: { writeUnitsPerSecond: warmTable.writes, readUnitsPerSecond: warmTable.reads },
  };
  const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
  const table = new dynamodb.Table(scope, 'Table', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    ...warm,
    deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
    removalPolicy,
  });
  table.addGlobalSecondaryIndex({
    indexName: tableIndexes[0],
    partitionKey: text('gsi1pk'),
    sortKey: text('gsi1sk'),
    projectionType: dynamodb.ProjectionType.ALL,
    ...warm,
  });
  // What an index shows can never be changed: `listed` is a map, and what stands in it can.
  table.addGlobalSecondaryIndex({
    indexName: tableIndexes[1],
    partitionKey: text('gsi2pk'),
    sortKey: text('gsi2sk'),
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: ['entity', 'v', 'listed'],
    ...warm,
  });
  return table;
}

/** The table's indexes: the first shows items whole, the second only what lists need of them. */
export const tableIndexes = ['gsi1', 'gsi2'] as const;

function newImports(
  scope: Construct,
  removalPolicy: RemovalPolicy,
  { consoleOrigins, fileDays }: Stage,
): s3.Bucket {
  const bucket = newBucket(scope, 'Imports', removalPolicy, {
    lifecycleRules: [
      abortUploads,
      { id: 'old-reports', prefix: 'reports/', expiration: Duration.days(fileDays.reports) },
      { id: 'old-uploads', prefix: 'imports/', expiration: Duration.days(fileDays.uploads) },
      { id: 'old-attendance', prefix: 'attendance/', expiration: Duration.days(fileDays.uploads) },
    ],
    ...(consoleOrigins.length > 0 && {
      cors: [
        {
          allowedOrigins: consoleOrigins,
          allowedMethods: [s3.HttpMethods.PUT],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag'],
        },
      ],
    }),
  });
  sendEvents(bucket);
  return bucket;
}

function newExports(scope: Construct, removalPolicy: RemovalPolicy, { fileDays }: Stage): s3.Bucket {
  return newBucket(scope, 'Exports', removalPolicy, {
    lifecycleRules: [abortUploads, { id: 'old-exports', expiration: Duration.days(fileDays.exports) }],
  });
}

const abortUploads: s3.LifecycleRule = {
  id: 'dead-uploads',
  abortIncompleteMultipartUploadAfter: Duration.days(2),
};

function newBucket(
  scope: Construct,
  id: string,
  removalPolicy: RemovalPolicy,
  props: s3.BucketProps,
): s3.Bucket {
  return new s3.Bucket(scope, id, {
    ...props,
    removalPolicy,
    versioned: false,
    enforceSSL: true,
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  });
}

/** Object events to EventBridge, set on the resource itself: the L2's way would add a custom resource in Python. */
function sendEvents(bucket: s3.Bucket): void {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof s3.CfnBucket)) throw new Error(`${bucket.node.path} has no bucket resource.`);
  resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}

function newKey(
  scope: Construct,
  id: string,
  description: string,
  removalPolicy: RemovalPolicy,
): secretsmanager.Secret {
  return new secretsmanager.Secret(scope, id, {
    description,
    removalPolicy,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
}
