import { describe, expect, it } from 'vitest';
import type { StackTemplate } from '../../../infra/local/template/assembly.ts';
import { readDefinitions } from '../../../infra/local/template/read-definitions.ts';
import { Resolver } from '../../../infra/local/template/resolver.ts';

const origins = { apiUrl: 'http://127.0.0.1:3000', awsUrl: 'http://127.0.0.1:4566' };

function stack(name: string, part: Partial<StackTemplate>): StackTemplate {
  const region = 'eu-central-1';
  const account = '000000000000';
  return { name, account, region, Parameters: {}, Resources: {}, Outputs: {}, assets: new Map(), ...part };
}

function queue(properties: Record<string, unknown> = {}) {
  return { Type: 'AWS::SQS::Queue', Properties: properties, Metadata: { 'aws:cdk:path': 'A/jobs/Resource' } };
}

function resolve(value: unknown): unknown {
  const subject = { Type: 'Test', Properties: { value }, Metadata: {} };
  const main = stack('A', { Resources: { Subject: subject, Jobs: queue() } });
  const properties = new Resolver([main], origins).properties(main, 'Subject');
  return (properties as { value: unknown }).value;
}

describe('resolving intrinsics', () => {
  it('joins text, references and attributes', () => {
    const value = { 'Fn::Join': ['', ['x/', { Ref: 'Jobs' }, '/', { 'Fn::GetAtt': ['Jobs', 'QueueName'] }]] };
    expect(resolve(value)).toBe('x/http://127.0.0.1:4566/000000000000/A-jobs/A-jobs');
  });

  it('substitutes references, attributes, pseudo parameters and own variables, and leaves ${!literals}', () => {
    const template = '${AWS::Region} ${Jobs.Arn} ${own} ${!kept}';
    const value = { 'Fn::Sub': [template, { own: { Ref: 'AWS::AccountId' } }] };
    expect(resolve(value)).toBe(
      'eu-central-1 arn:aws:sqs:eu-central-1:000000000000:A-jobs 000000000000 ${kept}',
    );
  });

  it('drops list members without a value', () => {
    expect(resolve(['a', { Ref: 'AWS::NoValue' }])).toEqual(['a']);
  });

  it('follows imports into the stack that exports', () => {
    const data = stack('Data', {
      Resources: { Jobs: queue() },
      Outputs: {
        Out: { Value: { 'Fn::GetAtt': ['Jobs', 'Arn'] }, Export: { Name: 'Data:Jobs' } },
      },
    });
    const user = stack('B', {
      Resources: {
        User: { Type: 'Test', Properties: { arn: { 'Fn::ImportValue': 'Data:Jobs' } }, Metadata: {} },
      },
    });
    expect(new Resolver([data, user], origins).properties(user, 'User')).toEqual({
      arn: 'arn:aws:sqs:eu-central-1:000000000000:A-jobs',
    });
  });

  it('reads outputs of other stacks, which need not be exported', () => {
    const data = stack('Data', {
      Resources: { Jobs: queue() },
      Outputs: { Out: { Value: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } },
    });
    const arn = { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Out' } };
    const user = stack('B', { Resources: { User: { Type: 'Test', Properties: { arn }, Metadata: {} } } });
    expect(new Resolver([data, user], origins).properties(user, 'User')).toEqual({
      arn: 'arn:aws:sqs:eu-central-1:000000000000:A-jobs',
    });
  });

  it.each([
    [{ Ref: 'Nobody' }, 'A/Subject: Ref to unknown "Nobody"'],
    [{ 'Fn::Cidr': [] }, 'A/Subject: the local cloud does not know Fn::Cidr'],
    [{ 'Fn::GetAtt': ['Jobs', 'Colour'] }, 'Fn::GetAtt Jobs.Colour: not known for AWS::SQS::Queue'],
    [{ 'Fn::ImportValue': 'nothing' }, 'A/Subject: no stack exports "nothing"'],
    [
      { 'Fn::GetStackOutput': { StackName: 'A', OutputName: 'Out' } },
      'A/Subject: stack "A" has no output "Out"',
    ],
    [
      { 'Fn::GetStackOutput': { StackName: 'B', OutputName: 'Out' } },
      'A/Subject: stack "B" has no output "Out"',
    ],
    [{ 'Fn::GetStackOutput': { StackName: 'B' } }, 'A/Subject: Fn::GetStackOutput:'],
    ['{{resolve:ssm:x}}', 'A/Subject: the local cloud has no dynamic references'],
  ])('names the resource and the reason when it cannot follow %j', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});

describe('reading definitions', () => {
  it('lists what it does not run', () => {
    const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: {}, Metadata: {} };
    const main = stack('A', { Resources: { Alarm: alarm, Jobs: queue() } });
    expect(readDefinitions([main], origins).notRun).toEqual([
      { stack: 'A', id: 'Alarm', type: 'AWS::CloudWatch::Alarm' },
    ]);
  });

  it('tells how many invocations are reserved for a function, where the template says so', () => {
    const named = (id: string, more: object) => ({
      Type: 'AWS::Lambda::Function',
      Properties: { Code: { S3Key: 'hash.zip' }, Handler: 'index.handler', Role: 'role', ...more },
      Metadata: { 'aws:cdk:path': `A/${id}/Resource` },
    });
    const main = stack('A', {
      Resources: { One: named('one', { ReservedConcurrentExecutions: 3 }), Two: named('two', {}) },
      assets: new Map([['hash', '/code/probe']]),
    });
    const { functions } = readDefinitions([main], origins);
    expect(functions.map(({ reservedConcurrency }) => reservedConcurrency)).toEqual([3, undefined]);
  });

  it('refuses a resource of a shape that it would run wrongly', () => {
    const main = stack('A', { Resources: { Jobs: queue({ FifoQueue: true }) } });
    expect(() => readDefinitions([main], origins)).toThrow(/A\/Jobs .*the local cloud has no FIFO queues/s);
  });
});
