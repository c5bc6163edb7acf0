import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Match } from 'aws-cdk-lib/assertions';
import type { Template } from 'aws-cdk-lib/assertions';
import { functionTable } from '../../infra/service/function-table.ts';
import type { FunctionName } from '../../infra/service/function-table.ts';
import { routes } from '../../infra/service/routes.ts';
import { buildTestApp, keepingStage, templateOf } from './synthesize-stage.ts';

const names = Object.keys(functionTable) as FunctionName[];

let data: Template;
let mail: Template;
let service: Template;

beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'false';
  const app = buildTestApp();
  [data, mail, service] = [templateOf(app, 'Data'), templateOf(app, 'Mail'), templateOf(app, 'Service')];
});

type Properties = Record<string, Loose>;
/** Templates are JSON without a schema. */
type Loose = ReturnType<typeof JSON.parse>;
type Resource = {
  Type: string;
  Properties: Properties;
  DependsOn?: string[];
  Metadata: Record<string, string>;
};

const resourcesOf = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type)) as [string, Resource][];

/** The resource that a construct's path ends in, e.g. `jobs`. */
function find(template: Template, type: string, id: string): { id: string; properties: Properties } {
  const found = resourcesOf(template, type).filter(([, { Metadata }]) =>
    Metadata['aws:cdk:path']!.endsWith(`/${id}/Resource`),
  );
  expect(found, `${type} ${id}`).toHaveLength(1);
  return { id: found[0]![0], properties: found[0]![1].Properties };
}

const functionOf = (name: string) => find(service, 'AWS::Lambda::Function', name);
const queueOf = (name: string) => find(service, 'AWS::SQS::Queue', name);
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const listed = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** What a function's code asks of its environment when it starts. Values that the template holds as text are given. */
async function settingsReadBy(name: FunctionName, given: Record<string, unknown>): Promise<string[]> {
  const read: string[] = [];
  vi.doMock('../../shared/platform/runtime/read-env.ts', () => ({
    readEnv: (...names: string[]) => {
      read.push(...names);
      return Object.fromEntries(names.map((one) => [one, typeof given[one] === 'string' ? given[one] : one]));
    },
  }));
  vi.resetModules();
  await import(`../../functions/${name}/handler.ts`);
  vi.doUnmock('../../shared/platform/runtime/read-env.ts');
  return read;
}

function statementsOf(
  name: FunctionName,
): { Action: string | string[]; Resource: unknown; Condition?: unknown }[] {
  return find(service, 'AWS::IAM::Policy', `${name}-role/DefaultPolicy`).properties.PolicyDocument.Statement;
}

/** The queues a function may send to. */
const queuesSentTo = (name: FunctionName): unknown[] =>
  statementsOf(name)
    .filter(({ Action }) => listed(Action).includes('sqs:SendMessage'))
    .flatMap(({ Resource }) => listed(Resource));

const mappingFrom = (queue: string) =>
  resourcesOf(service, 'AWS::Lambda::EventSourceMapping').find(
    ([, { Properties }]) =>
      JSON.stringify(Properties.EventSourceArn) === JSON.stringify(arnOf(queueOf(queue).id)),
  )?.[1].Properties;

const mappingOf = (name: FunctionName) =>
  resourcesOf(service, 'AWS::Lambda::EventSourceMapping').find(
    ([, { Properties }]) => Properties.FunctionName.Ref === functionOf(name).id,
  )?.[1].Properties;

describe('the data', () => {
  test('stays when the stack goes', () => {
    // What is protected cannot be rolled back: to try that would leave the stack in a state that nothing but hands gets it out of.
    for (const type of ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool'])
      data.allResources(type, { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('leaves nothing behind of a first deployment that fails but what is protected from deletion', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::SecretsManager::Secret'])
      data.allResources(type, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('is protected from deletion, and can be restored to any second', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    data.hasResourceProperties('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' });
  });

  test('goes with the stack in a disposable stage, but is restorable there too', () => {
    const disposable = templateOf(buildTestApp({ ...keepingStage, disposable: true }), 'Data');
    disposable.allResources('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete' });
    disposable.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
    disposable.hasResourceProperties('AWS::DynamoDB::Table', {
      DeletionProtectionEnabled: false,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  test('is one on-demand table with both images in its stream, an expiry and one index', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      GlobalSecondaryIndexes: [
        Match.objectLike({ IndexName: 'gsi1', Projection: { ProjectionType: 'ALL' } }),
        // Never fit this to a change: what an index shows cannot be changed, only an index be made anew.
        Match.objectLike({
          IndexName: 'gsi2',
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['entity', 'v', 'listed'] },
        }),
      ],
    });
  });

  test('is in buckets that nobody can open to the public or read without TLS', () => {
    expect(resourcesOf(data, 'AWS::S3::Bucket')).toHaveLength(2);
    data.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    for (const id of ['Imports', 'Exports']) {
      expect(
        find(data, 'AWS::S3::BucketPolicy', `${id}/Policy`).properties.PolicyDocument.Statement,
      ).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  });

  test('of reports and exports goes by itself, imports tell EventBridge and take uploads from the console', () => {
    const imports = find(data, 'AWS::S3::Bucket', 'Imports').properties;
    expect(imports.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    expect(imports.CorsConfiguration.CorsRules).toEqual([
      expect.objectContaining({ AllowedMethods: ['PUT'], AllowedOrigins: ['https://console.example.org'] }),
    ]);
    expect(imports.LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'reports/', ExpirationInDays: 30 }),
    );
    expect(find(data, 'AWS::S3::Bucket', 'Exports').properties.LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ ExpirationInDays: 7 }),
    );
  });

  test('keys are random, 64 characters, without punctuation', () => {
    expect(resourcesOf(data, 'AWS::SecretsManager::Secret')).toHaveLength(2);
    data.allResourcesProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
  });
});

test('no stack has a custom resource', () => {
  for (const template of [data, mail, service]) {
    const types = Object.values(template.toJSON()['Resources'] as Record<string, Resource>).map(
      ({ Type }) => Type,
    );
    expect(types.filter((type) => /^Custom::|CustomResource$/.test(type))).toEqual([]);
  }
});

describe('mail', () => {
  test('goes out over TLS only, never to who bounced or complained, and its fate comes back as events', () => {
    mail.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    mail.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        Enabled: true,
        EventBridgeDestination: { EventBusArn: Match.anyValue() },
        MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint', 'reject'],
      },
    });
    mail.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'example.org' });
  });

  test('leaves the identity behind for whoever else sends as it, except where its first deployment failed', () => {
    mail.allResources('AWS::SES::EmailIdentity', { DeletionPolicy: 'RetainExceptOnCreate' });
    const disposable = templateOf(buildTestApp({ ...keepingStage, disposable: true }), 'Mail');
    disposable.allResources('AWS::SES::EmailIdentity', { DeletionPolicy: 'Delete' });
  });

  test('is sent as an identity that is there already when the stage says so: CloudFormation would refuse to make it', () => {
    const given = templateOf(buildTestApp({ ...keepingStage, identityExists: true }), 'Mail');
    given.resourceCountIs('AWS::SES::EmailIdentity', 0);
    given.resourceCountIs('AWS::SES::ConfigurationSet', 1);
    expect(Object.keys(given.toJSON()['Outputs'] ?? {}).filter((key) => key.startsWith('Dkim'))).toEqual([]);
  });
});

test('the environment is read in one place, which names what is missing', () => {
  const root = new URL('../..', import.meta.url);
  const files = ['functions', 'shared'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file}`,
    ),
  );
  const reading = files.filter(
    (file) => file.endsWith('.ts') && readFileSync(new URL(file, root), 'utf8').includes('process.env'),
  );
  expect(reading).toEqual(['shared/platform/runtime/read-env.ts']);
});

describe.each(names)('the function %s', (name) => {
  test('runs Node 24 on ARM with the limits of the table', () => {
    expect(functionOf(name).properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: functionTable[name].timeoutSeconds,
      MemorySize: functionTable[name].memoryMb === 'senders' ? 1_769 : functionTable[name].memoryMb,
    });
  });

  test('holds the new objects that the table lets it hold', () => {
    const { semiSpaceMb } = functionTable[name];
    expect(functionOf(name).properties['Environment'].Variables['NODE_OPTIONS']).toBe(
      semiSpaceMb === undefined ? undefined : `--max-semi-space-size=${semiSpaceMb}`,
    );
  });

  test('has a role and a log group of its own, and no managed policy', () => {
    const { Role, LoggingConfig } = functionOf(name).properties;
    const role = find(service, 'AWS::IAM::Role', `${name}-role`);
    const logs = find(service, 'AWS::Logs::LogGroup', `${name}-logs`);
    expect(Role).toEqual(arnOf(role.id));
    expect(role.properties.ManagedPolicyArns).toBeUndefined();
    expect(LoggingConfig).toMatchObject({ LogFormat: 'JSON', LogGroup: { Ref: logs.id } });
    expect(logs.properties.RetentionInDays).toBe(30);
    const writes = statementsOf(name).filter(({ Action }) =>
      listed(Action).some((action) => action.startsWith('logs:')),
    );
    expect(writes).toEqual([expect.objectContaining({ Resource: arnOf(logs.id) })]);
  });

  test('knows exactly the settings that its code reads', async () => {
    const { Variables } = functionOf(name).properties['Environment'];
    const read = await settingsReadBy(name, Variables);
    const known = Object.keys(Variables).filter((setting) => setting !== 'NODE_OPTIONS');
    expect(known.sort()).toEqual(['STAGE', ...read].sort());
  });

  test('has an alarm that says what a user loses', () => {
    service.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `turnout-test-${name}-errors`,
      AlarmDescription: Match.stringLikeRegexp(`^${functionTable[name].losesWhenItFails.slice(0, 30)}`),
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionOf(name).id } }],
    });
  });

  test('may do no wildcard action, and touches wildcards only below the prefixes of the buckets and of the secrets of destinations and of Zoom, and in the group of the schedules', () => {
    for (const { Action, Resource } of statementsOf(name)) {
      expect(listed(Action).filter((action) => action.includes('*'))).toEqual([]);
      for (const resource of listed(Resource)) {
        const text = JSON.stringify(resource);
        if (text.includes('*') && text.includes(':schedule/')) {
          const names = name === 'schedules' ? '\\*' : 'retry-\\*';
          expect(['schedules', 'deliveries']).toContain(name);
          expect(text).toMatch(new RegExp(`\\{"Ref":"SchedulesGroup\\w+"\\},"/${names}"\\]`));
        } else if (text.includes('*') && text.includes(':identity/')) {
          expect(['confirmations', 'bulk']).toContain(name);
        } else if (text.includes('*') && text.includes(':secret:')) {
          const below = new Map<FunctionName, string>([
            ['events', 'destinations/'],
            ['deliveries', 'destinations/'],
            ['jobs', 'zoom'],
          ]).get(name);
          expect(text).toContain(`{"Ref":"AWS::StackName"},"/${below}*"`);
        } else if (text === '"*"') {
          expect(listed(Action)).toEqual(['ses:GetSendQuota']);
        } else if (text.includes('*')) {
          expect(listed(Action).every((action) => action.startsWith('s3:'))).toBe(true);
          expect(text).toMatch(
            /GetStackOutput.*(Imports.*"\/(imports|attendance|reports)\/\*"|Exports.*"\/exports\/\*")/,
          );
        }
      }
    }
  });
});

describe('permissions', () => {
  const tableActions = (name: FunctionName) =>
    statementsOf(name)
      .flatMap(({ Action }) => listed(Action))
      .filter((action) => action.startsWith('dynamodb:'));

  test('to scan the table are given to nobody', () => {
    for (const name of names) expect(tableActions(name)).not.toContain('dynamodb:Scan');
  });

  test('to delete rows are given only to those who keep groups, saved filters and mappings, to reports that are taken back, to jobs, and for notes of what is due or suspect', () => {
    const deleters = names.filter((name) => tableActions(name).includes('dynamodb:DeleteItem'));
    expect(deleters).toEqual(['events', 'people', 'files', 'attendance', 'jobs', 'schedules', 'sweeper']);
  });

  test('to write in bulk are given to events, which delete what is their own, jobs, for reports of faults, bulk, for acts, and seats, for entries of the line, only', () => {
    expect(names.filter((name) => tableActions(name).includes('dynamodb:BatchWriteItem'))).toEqual([
      'events',
      'jobs',
      'bulk',
      'seats',
    ]);
  });

  test('to send mail are given to confirmations and bulk only, from the address of the stage with this configuration set', () => {
    const senders = names.filter((name) =>
      statementsOf(name).some(({ Action }) => listed(Action).some((action) => action.startsWith('ses:'))),
    );
    expect(senders).toEqual(['confirmations', 'bulk']);
    for (const sender of senders) {
      const [statement] = statementsOf(sender).filter(({ Action }) => Action === 'ses:SendRawEmail');
      expect(statement!.Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'webinars@example.org' } });
      const resources = listed(statement!.Resource).map((resource) => JSON.stringify(resource));
      expect(resources).toEqual([
        expect.stringMatching(
          /:configuration-set\/",\{"Fn::GetStackOutput":\{"StackName":"Turnout-test-Mail"/,
        ),
        expect.stringMatching(/:identity\/\*"\]/),
      ]);
    }
  });

  test('to the identity key are given only to functions that make keys of people', () => {
    const readers = names.filter((name) => JSON.stringify(statementsOf(name)).includes('IdentityKey'));
    expect(readers).toEqual([
      'registration',
      'pages',
      'events',
      'people',
      'attendance',
      'jobs',
      'schedules',
      'mail-feedback',
    ]);
  });
});

describe('the stream', () => {
  test('has one reader with retries until a record is too old, halving, partial answers and a place for what failed', () => {
    expect(mappingOf('dispatcher')).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 6 * 3600,
      DestinationConfig: { OnFailure: { Destination: arnOf(queueOf('failures').id) } },
    });
    expect(mappingOf('dispatcher')).not.toHaveProperty('MaximumRetryAttempts');
    const streams = resourcesOf(service, 'AWS::Lambda::EventSourceMapping').filter(
      ([, { Properties }]) => Properties.StartingPosition !== undefined,
    );
    expect(streams).toHaveLength(1);
  });

  test('wakes the dispatcher for registrations, sessions, rules, events, destinations, deliveries that are new or asked for again, new and woken jobs, members and moderators, and lines for seats, and for nothing else', () => {
    const filters: { Pattern: string }[] = mappingOf('dispatcher')!['FilterCriteria'].Filters;
    const patterns = filters.map(({ Pattern }) => JSON.parse(Pattern));
    expect(patterns).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { NewImage: { entity: { S: ['registration', 'session', 'rules', 'event', 'system'] } } },
      },
      {
        eventName: ['REMOVE'],
        dynamodb: {
          OldImage: { entity: { S: ['registration', 'session', 'rules', 'event', 'system', 'member'] } },
        },
      },
      {
        eventName: ['INSERT'],
        dynamodb: {
          NewImage: {
            entity: { S: ['job', 'job-wake', 'member', 'delivery', 'newcomer', 'freed-seat', 'moderator'] },
          },
        },
      },
      {
        eventName: ['MODIFY'],
        dynamodb: { NewImage: { entity: { S: ['delivery'] }, redrivenAt: { S: [{ exists: true }] } } },
      },
    ]);
  });
});

describe.each([
  ['confirmations', 10, 5, 60],
  ['jobs', 1, 5, 5],
  ['schedules', 1, 10, 5],
  ['runs', 1, 20, 5],
  ['bulk', 10, 2, 60],
  ['deliveries', 10, 5, 5],
  ['seats', 10, 5, 5],
] as const)('the queue %s', (name, batch, atOnce, mostReceives) => {
  test('ends its retries in a dead-letter queue that keeps them for 14 days', () => {
    expect(queueOf(name).properties.RedrivePolicy).toEqual({
      deadLetterTargetArn: arnOf(queueOf(`${name}-dlq`).id),
      maxReceiveCount: mostReceives,
    });
    expect(queueOf(`${name}-dlq`).properties.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  test('hides a message for six timeouts of its consumer, which answers per message', () => {
    const consumer = name === 'runs' ? 'schedules' : name;
    expect(queueOf(name).properties.VisibilityTimeout).toBe(6 * functionTable[consumer].timeoutSeconds);
    expect(mappingFrom(name)).toMatchObject({
      FunctionName: { Ref: functionOf(consumer).id },
      BatchSize: batch,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: atOnce },
    });
  });

  test('rings when messages grow old or die', () => {
    for (const [key, metric, queue] of [
      [`${name}-age`, 'ApproximateAgeOfOldestMessage', name],
      [`${name}-dlq`, 'ApproximateNumberOfMessagesVisible', `${name}-dlq`],
    ] as const) {
      service.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: `turnout-test-${key}`,
        MetricName: metric,
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueOf(queue).id, 'QueueName'] } }],
      });
    }
  });
});

test('every queue refuses calls without TLS', () => {
  for (const [id] of resourcesOf(service, 'AWS::SQS::Queue')) {
    service.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: id }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  }
});

test('functions that continue themselves through their queue may do so for as long as it takes, and nothing else may', () => {
  const allowed = names.filter((name) => functionOf(name).properties.RecursiveLoop === 'Allow');
  expect(allowed).toEqual(['confirmations', 'jobs', 'schedules', 'bulk', 'deliveries', 'seats']);
});

describe.each([
  ['import-intake', { source: ['aws.s3'], 'detail-type': ['Object Created'] }],
  ['mail-feedback', { source: ['aws.ses'] }],
  ['sweeper', undefined],
] as const)('the rule of %s', (name, pattern) => {
  test('leads to it, and gives up to the failures queue after an hour', () => {
    const rule = find(service, 'AWS::Events::Rule', `${name}-rule`).properties;
    const failures = arnOf(queueOf('failures').id);
    const target = arnOf(functionOf(name).id);
    expect(rule.Targets).toEqual([
      expect.objectContaining({ Arn: target, DeadLetterConfig: { Arn: failures } }),
    ]);
    if (pattern === undefined) expect(rule.ScheduleExpression).toBe('rate(5 minutes)');
    else expect(rule.EventPattern).toMatchObject(pattern);
    service.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: functionOf(name).id },
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: failures } },
    });
    expect(queuesSentTo(name)).toContainEqual(failures);
  });
});

describe('schedules', () => {
  const role = () => find(service, 'AWS::IAM::Role', 'Schedules/role');

  test('live in a group named after the stage', () => {
    service.hasResourceProperties('AWS::Scheduler::ScheduleGroup', { Name: 'Turnout-test' });
  });

  test('act as a role that only Scheduler of this account takes, and that may only fill their queue and the failures', () => {
    expect(role().properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    const policies = resourcesOf(service, 'AWS::IAM::Policy').filter(([, { Properties }]) =>
      JSON.stringify(Properties.Roles).includes(role().id),
    );
    expect(policies.map(([, { Properties }]) => Properties.PolicyDocument.Statement)).toEqual([
      [
        {
          Action: 'sqs:SendMessage',
          Effect: 'Allow',
          Resource: [arnOf(queueOf('failures').id), arnOf(queueOf('schedules').id)],
        },
      ],
    ]);
    expect(role().properties.Policies).toBeUndefined();
  });

  test('are kept by one function; another adds those of retries; both may lend that role to Scheduler only', () => {
    const actionsOf = (name: FunctionName) =>
      statementsOf(name)
        .flatMap(({ Action }) => listed(Action))
        .filter((action) => action.startsWith('scheduler:'));
    const keepers = names.filter((name) => actionsOf(name).length > 0);
    expect(keepers).toEqual(['schedules', 'deliveries']);
    expect(actionsOf('deliveries')).toEqual(['scheduler:CreateSchedule']);
    const lenders = names.filter((name) => JSON.stringify(statementsOf(name)).includes('iam:'));
    expect(lenders).toEqual(keepers);
    for (const name of lenders) {
      expect(statementsOf(name)).toContainEqual({
        Action: 'iam:PassRole',
        Effect: 'Allow',
        Resource: arnOf(role().id),
        Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      });
    }
  });
});

test('webhooks of a deployed stage reach no host that is exempt from the rule of public addresses', () => {
  for (const name of ['events', 'deliveries']) {
    expect(functionOf(name).properties['Environment'].Variables.WEBHOOK_EXEMPT_HOSTS).toBe('-');
  }
});

test('source maps are not deployed: Lambda would not read them, and load them at every start', () => {
  const { directory } = buildTestApp().synth();
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => file.endsWith('index.mjs'))).toHaveLength(names.length);
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([]);
});

test('there are at most 18 functions', () => {
  expect(names.length).toBeLessThanOrEqual(18);
});

test('the dispatcher may send to the failures queue, or Lambda would drop what it gives up', () => {
  expect(queuesSentTo('dispatcher')).toContainEqual(arnOf(queueOf('failures').id));
});

describe('the API', () => {
  test('has every route of the list, to its function, open or with the organizers’ authorizer', () => {
    const authorizer = resourcesOf(service, 'AWS::ApiGatewayV2::Authorizer')[0]![0];
    const made = resourcesOf(service, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
      const integration = Properties.Target['Fn::Join'][1][1].Ref as string;
      const [, { Properties: target }] = resourcesOf(service, 'AWS::ApiGatewayV2::Integration').find(
        ([id]) => id === integration,
      )!;
      return {
        key: Properties.RouteKey,
        target: target.IntegrationUri,
        access:
          Properties.AuthorizationType === 'JWT' && Properties.AuthorizerId.Ref === authorizer
            ? 'organizer'
            : Properties.AuthorizationType,
      };
    });
    const wanted = routes.map(({ key, to, access }) => ({
      key,
      target: arnOf(functionOf(to).id),
      access: access === 'public' ? 'NONE' : access,
    }));
    expect(made.sort(byKey)).toEqual(wanted.sort(byKey));
  });

  test('has no two routes that API Gateway would call the same', () => {
    const shapes = routes.map(({ key }) => key.replaceAll(/\{\w+\}/g, '{}'));
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  test('takes tokens of the stage’s pool for the console and the programs, from the header where the functions read them', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: ['Console', 'Machinecrm', 'MachineBackoffice'].map((client) => ({
          'Fn::GetStackOutput': {
            StackName: 'Turnout-test-Data',
            OutputName: Match.stringLikeRegexp(`Organizers${client}`),
          },
        })),
      },
    });
  });

  test('is throttled, visitors’ routes by limits of their own', () => {
    service.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      RouteSettings: {
        'POST /v1/events/{eventId}/registrations': { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
        'GET /j/{token}': { ThrottlingRateLimit: 2000, ThrottlingBurstLimit: 4000 },
        'GET /e/{eventId}': { ThrottlingRateLimit: 2000, ThrottlingBurstLimit: 4000 },
      },
    });
  });

  test('logs neither paths nor query strings, where tokens are', () => {
    const [, { Properties }] = resourcesOf(service, 'AWS::ApiGatewayV2::Stage')[0]!;
    expect(Properties.AccessLogSettings.Format).not.toMatch(
      /\$context\.(path|http\.path|requestOverride)|query/i,
    );
  });

  test('has no CORS of its own: the functions answer for each event', () => {
    service.allResourcesProperties('AWS::ApiGatewayV2::Api', { CorsConfiguration: Match.absent() });
  });
});

const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);

describe('another issuer of tokens', () => {
  test('replaces the pool, and its role claim reaches the functions of organizers', () => {
    const app = buildTestApp({
      ...keepingStage,
      machineClients: undefined,
      oidc: { issuer: 'https://login.example.org', audience: ['turnout'], roleClaim: 'roles' },
    });
    templateOf(app, 'Data').resourceCountIs('AWS::Cognito::UserPool', 0);
    const template = templateOf(app, 'Service');
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'https://login.example.org', Audience: ['turnout'] },
    });
    expect(
      find(template, 'AWS::Lambda::Function', 'events').properties.Environment.Variables.ROLE_CLAIM,
    ).toBe('roles');
  });
});

test('a function without a bundle stops the build, and says what to run', () => {
  expect(() => buildTestApp(keepingStage, { codeRoot: '/nowhere' })).toThrow(
    /No bundle .*registration.*npm run bundle/,
  );
});
