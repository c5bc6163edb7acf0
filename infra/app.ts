import { env, exit } from 'node:process';
import * as z from 'zod';
import { buildApp } from './build-app.ts';

// The CLI hands over `-c stage=dev` in this variable, and synthesizes the app when the process ends.
const Context = z.looseObject({ stage: z.string().optional() });

try {
  const { stage } = Context.parse(JSON.parse(env['CDK_CONTEXT_JSON'] ?? '{}'));
  if (stage === undefined) throw new Error('Say which stage of cdk.json: -c stage=dev');
  buildApp(stage);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  exit(1);
}
