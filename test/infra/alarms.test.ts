import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { functionTable } from '../../infra/service/function-table.ts';
import { buildTestApp, keepingStage, templateOf } from './synthesize-stage.ts';
import type { Part } from './synthesize-stage.ts';

interface Alarm {
  AlarmName: string;
  AlarmDescription: string;
  AlarmActions?: unknown[];
  Namespace: string;
  TreatMissingData: string;
}

const parts: Part[] = ['Data', 'Mail', 'Service'];

function alarmsOf(settings: Record<string, unknown>): Alarm[] {
  const app = buildTestApp(settings);
  return parts.flatMap((part) =>
    Object.values(templateOf(app, part).findResources('AWS::CloudWatch::Alarm')).map(
      (resource) => resource['Properties'] as Alarm,
    ),
  );
}

const operations = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');

/** Text below each `### key`. */
const sections = new Map(
  operations
    .split(/^(?=#{2,3} )/m)
    .filter((part) => part.startsWith('### '))
    .map((part) => [part.slice(4, part.indexOf('\n')), part.slice(part.indexOf('\n')).trim()]),
);

let alarms: Alarm[];

beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'false';
  alarms = alarmsOf(keepingStage);
});

const keyOf = ({ AlarmName }: Alarm) => AlarmName.replace(/^turnout-test-/, '');

describe('docs/operations.md', () => {
  test('has a section for every alarm, and none for an alarm that does not exist', () => {
    expect([...sections.keys()].sort()).toEqual(alarms.map(keyOf).sort());
  });

  test('says of every function what its alarm says: what a user loses', () => {
    for (const [name, { losesWhenItFails }] of Object.entries(functionTable)) {
      expect(sections.get(`${name}-errors`)?.replaceAll(/\s+/g, ' '), name).toContain(losesWhenItFails);
    }
  });
});

describe('every alarm', () => {
  test('says what a user loses and where to read on', () => {
    for (const alarm of alarms) {
      expect(alarm.AlarmDescription, alarm.AlarmName).toMatch(
        new RegExp(`^[A-Z].{20,}\\. What to do: docs/operations\\.md, "${keyOf(alarm)}"\\.$`),
      );
    }
  });

  test('goes to the topic when the stage names an address', () => {
    for (const alarm of alarms) expect(alarm.AlarmActions, alarm.AlarmName).toHaveLength(1);
  });

  test('is quiet without data, but stays as it was over a queue, which SQS says nothing of when nobody touches it', () => {
    for (const { AlarmName, Namespace, TreatMissingData } of alarms)
      expect(TreatMissingData, AlarmName).toBe(Namespace === 'AWS/SQS' ? 'ignore' : 'notBreaching');
    expect(alarms.filter(({ Namespace }) => Namespace === 'AWS/SQS')).toHaveLength(15);
  });

  test('is there without an address too', () => {
    const quiet = alarmsOf({ ...keepingStage, alarmEmail: undefined });
    expect(quiet.map(keyOf).sort()).toEqual(alarms.map(keyOf).sort());
    expect(quiet.flatMap(({ AlarmActions }) => AlarmActions ?? [])).toEqual([]);
  });
});

test('the topic mails the address, takes TLS only, and lets CloudWatch of this account publish', () => {
  const data = templateOf(buildTestApp(), 'Data');
  data.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'oncall@example.org' });
  const [policy] = Object.values(data.findResources('AWS::SNS::TopicPolicy'));
  expect(policy!['Properties'].PolicyDocument.Statement).toEqual([
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    expect.objectContaining({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }),
  ]);
});
