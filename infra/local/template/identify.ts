/** What `Ref` and `Fn::GetAtt` answer for each type of resource, made up as CloudFormation would. */
export interface Identity {
  ref: string;
  attributes: Record<string, string>;
}

export interface Origins {
  /** Origin of the HTTP API, e.g. `http://127.0.0.1:3000`. */
  apiUrl: string;
  /** Origin of the AWS endpoint, e.g. `http://127.0.0.1:4566`. */
  awsUrl: string;
}

export interface Subject extends Origins {
  type: string;
  /** Physical name, unique over all stacks. */
  name: string;
  account: string;
  region: string;
}

type Identify = (subject: Subject) => Identity;

const arnOf =
  (service: string, prefix: string, suffix = '') =>
  ({ region, account, name }: Subject): string =>
    `arn:aws:${service}:${region}:${account}:${prefix}${name}${suffix}`;

const named =
  (
    arn: (subject: Subject) => string,
    more: (subject: Subject) => Record<string, string> = () => ({}),
  ): Identify =>
  (subject) => ({ ref: subject.name, attributes: { Arn: arn(subject), ...more(subject) } });

const byArn =
  (arn: (subject: Subject) => string): Identify =>
  (subject) => ({ ref: arn(subject), attributes: { Arn: arn(subject), Id: arn(subject) } });

const table = arnOf('dynamodb', 'table/');
const issuer = ({ region, name }: Subject) => `cognito-idp.${region}.amazonaws.com/${name}`;

const identities: Record<string, Identify> = {
  'AWS::Lambda::Function': named(arnOf('lambda', 'function:')),
  'AWS::SQS::Queue': (subject) => {
    const url = `${subject.awsUrl}/${subject.account}/${subject.name}`;
    return {
      ref: url,
      attributes: { Arn: arnOf('sqs', '')(subject), QueueName: subject.name, QueueUrl: url },
    };
  },
  'AWS::DynamoDB::Table': named(table, (subject) => ({
    StreamArn: `${table(subject)}/stream/2026-01-01T00:00:00.000`,
  })),
  'AWS::S3::Bucket': named(
    ({ name }) => `arn:aws:s3:::${name}`,
    ({ name, region }) => ({
      DomainName: `${name}.s3.amazonaws.com`,
      RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    }),
  ),
  'AWS::SecretsManager::Secret': byArn(arnOf('secretsmanager', 'secret:', '-local0')),
  'AWS::IAM::Role': named(
    ({ account, name }) => `arn:aws:iam::${account}:role/${name}`,
    ({ name }) => ({ RoleId: name }),
  ),
  'AWS::Logs::LogGroup': named(arnOf('logs', 'log-group:', ':*')),
  'AWS::Events::Rule': named(arnOf('events', 'rule/')),
  'AWS::Events::EventBus': named(arnOf('events', 'event-bus/'), ({ name }) => ({ Name: name })),
  'AWS::SNS::Topic': byArn(arnOf('sns', '')),
  'AWS::KMS::Key': named(arnOf('kms', 'key/'), ({ name }) => ({ KeyId: name })),
  'AWS::Scheduler::ScheduleGroup': named(arnOf('scheduler', 'schedule-group/')),
  'AWS::SES::EmailIdentity': named(arnOf('ses', 'identity/')),
  'AWS::SES::ConfigurationSet': named(arnOf('ses', 'configuration-set/')),
  'AWS::Cognito::UserPool': named(arnOf('cognito-idp', 'userpool/'), (subject) => ({
    ProviderName: issuer(subject),
    ProviderURL: `https://${issuer(subject)}`,
    UserPoolId: subject.name,
  })),
  'AWS::ApiGatewayV2::Api': ({ name, apiUrl }) => ({
    ref: name,
    attributes: { ApiId: name, ApiEndpoint: apiUrl },
  }),
  'AWS::CloudWatch::Alarm': named(arnOf('cloudwatch', 'alarm:')),
};

const nameProperties: Record<string, string> = {
  'AWS::SQS::Queue': 'QueueName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Events::Rule': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::Cognito::UserPoolResourceServer': 'Identifier',
  'AWS::Cognito::UserPoolGroup': 'GroupName',
  'AWS::ApiGatewayV2::Stage': 'StageName',
};

/** The property in which a template may fix the physical name of a resource. */
export function namePropertyOf(type: string): string | undefined {
  return nameProperties[type];
}

/** What references to this resource resolve to; types without an entry answer `Ref` with their name. */
export function identify(subject: Subject): Identity {
  const make = identities[subject.type];
  return make === undefined ? { ref: subject.name, attributes: {} } : make(subject);
}
