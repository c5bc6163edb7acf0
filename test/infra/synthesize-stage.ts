import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp } from '../../infra/build-app.ts';
import type { BuildOptions } from '../../infra/build-app.ts';
import { functionTable } from '../../infra/service/function-table.ts';

/** Settings of a stage that keeps its data, with everything optional set. */
export const keepingStage = {
  mailFrom: 'webinars@example.org',
  mailIdentity: 'example.org',
  consoleOrigins: ['https://console.example.org'],
  alarmEmail: 'oncall@example.org',
  logRetentionDays: 30,
  machineClients: {
    domainPrefix: 'webinars-example',
    clients: { crm: 'member', Backoffice: ['member', 'exports:write'] },
  },
};

/** An app of the stage `test`, with a bundle of one line, and its source map, for every function. */
export function buildTestApp(
  settings: Record<string, unknown> = keepingStage,
  options: BuildOptions = {},
): App {
  const root = mkdtempSync(join(tmpdir(), 'turnout-stacks-'));
  for (const name of Object.keys(functionTable)) {
    mkdirSync(join(root, 'dist', name), { recursive: true });
    writeFileSync(join(root, 'dist', name, 'index.mjs'), `export const handler = () => '${name}';`);
    writeFileSync(join(root, 'dist', name, 'index.mjs.map'), '{}');
  }
  return buildApp('test', {
    codeRoot: join(root, 'dist'),
    outdir: join(root, 'cdk.out'),
    stages: { test: settings },
    ...options,
  });
}

export type Part = 'Data' | 'Mail' | 'Service';

/** The template of one stack of an app of the stage `test`. */
export function templateOf(app: App, part: Part): Template {
  const stack = app.node.findChild(`Turnout-test-${part}`);
  if (!(stack instanceof Stack)) throw new Error(`${part} is no stack.`);
  return Template.fromStack(stack);
}
