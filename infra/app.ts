import { env } from 'node:process';
import * as z from 'zod';
import { buildApp } from './build-app.ts';

// The CLI hands over `-c stage=dev` in this variable, and synthesizes the app when the process ends.
const Context = z.looseObject({
  stage: z.string({ error: 'Say which stage: cdk synth -c stage=dev (the stages are in cdk.json).' }),
});

buildApp(Context.parse(JSON.parse(env['CDK_CONTEXT_JSON'] ?? '{}')).stage);
