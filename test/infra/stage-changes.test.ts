import { Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { buildTestApp, keepingStage, templateOf } from './synthesize-stage.ts';
import type { Part } from './synthesize-stage.ts';

process.env['CDK_VALIDATION'] = 'false';

const parts: Part[] = ['Data', 'Mail', 'Service'];
type Outputs = Record<string, { Value: unknown; Export?: { Name: string } }>;

const outputsOf = (app: App, part: Part) => (templateOf(app, part).toJSON()['Outputs'] ?? {}) as Outputs;

/** All that stands under a key, anywhere in the templates of the app. */
function allUnder(app: App, key: string): unknown[] {
  const found: unknown[] = [];
  for (const part of parts) {
    JSON.stringify(templateOf(app, part).toJSON(), (name, value: unknown) => {
      if (name === key) found.push(value);
      return value;
    });
  }
  return found;
}

/** Exports that another stack imports: CloudFormation lets nobody take them away or change them. */
function locked(app: App): string[] {
  const imported = new Set(allUnder(app, 'Fn::ImportValue'));
  return parts.flatMap((part) =>
    Object.values(outputsOf(app, part)).flatMap(({ Export: exported }) =>
      exported !== undefined && imported.has(exported.Name) ? [exported.Name] : [],
    ),
  );
}

/** Outputs that a stack reads of another one that has no such output. */
const missing = (app: App) =>
  (allUnder(app, 'Fn::GetStackOutput') as { StackName: string; OutputName: string }[]).filter(
    ({ StackName, OutputName }) => {
      const part = parts.find((one) => StackName === `Turnout-test-${one}`);
      return part === undefined || !(OutputName in outputsOf(app, part));
    },
  );

const oidc = { issuer: 'https://login.example.org', audience: ['turnout'], roleClaim: 'roles' };

describe.each([
  ['nothing changes', {}],
  ['another issuer of tokens is added', { oidc, machineClients: undefined }],
  ['the alarm address is removed', { alarmEmail: undefined }],
  ['the mail identity changes', { mailIdentity: 'webinars@example.org' }],
  ['the mail identity is one that exists', { identityExists: true }],
  ['the programs are removed', { machineClients: undefined }],
  ['the stage becomes disposable', { disposable: true }],
])('when %s', (_, change) => {
  test('no stack holds what another one has to give up, whichever way the change goes', () => {
    for (const settings of [keepingStage, { ...keepingStage, ...change }]) {
      const app = buildTestApp(settings);
      expect(locked(app)).toEqual([]);
      expect(missing(app)).toEqual([]);
    }
  });
});

test('stacks are still deployed after those whose outputs they read', () => {
  const app = buildTestApp();
  const orderOf = (part: Part) => {
    const stack = app.node.findChild(`Turnout-test-${part}`);
    if (!(stack instanceof Stack)) throw new Error(`${part} is no stack.`);
    return stack;
  };
  app.synth();
  const names = orderOf('Service').dependencies.map(({ node }) => node.id);
  expect(names).toEqual(expect.arrayContaining(['Turnout-test-Data', 'Turnout-test-Mail']));
  expect(orderOf('Mail').dependencies.map(({ node }) => node.id)).toEqual(['Turnout-test-Data']);
});
