import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App, Tags } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as z from 'zod';
import { DataStack } from './data-stack.ts';
import { MailStack } from './mail-stack.ts';
import { acknowledgeFindings, acknowledgements } from './nag-acknowledgements.ts';
import type { Acknowledgement } from './nag-acknowledgements.ts';
import { ServiceStack } from './service-stack.ts';
import { readStage } from './stage-config.ts';
import type { Stage } from './stage-config.ts';

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/** How an app is built; everything has the default that `cdk deploy` needs. */
export interface BuildOptions {
  /** Folder of the bundles, `<codeRoot>/<function>/index.mjs`. Default: `dist` of this project. */
  codeRoot?: string;
  /** Folder of the assembly. Default: CDK's. */
  outdir?: string;
  /** Stages to use instead of those in cdk.json. */
  stages?: Record<string, unknown>;
  /** Findings of cdk-nag to keep. Default: the reviewed ones. */
  acknowledgements?: readonly Acknowledgement[];
}

/**
 * The whole system of one stage, ready for `synth()`. Nothing is written before that.
 * @throws when the stage is unknown or badly set, or a function has no bundle
 */
export function buildApp(stage: string, options: BuildOptions = {}): App {
  const context = readContext();
  // The CLI alone sets this one, and the local cloud takes its names from the paths.
  const app = new App({
    analyticsReporting: false,
    context: { ...context, 'aws:cdk:enable-path-metadata': true },
    ...(options.outdir !== undefined && { outdir: options.outdir }),
  });
  const codeRoot = options.codeRoot ?? fileURLToPath(new URL('../dist', import.meta.url));
  addStacks(app, readStage(options.stages ?? context['stages'], stage), codeRoot);
  acknowledgeFindings(app, stage, options.acknowledgements ?? acknowledgements);
  return app;
}

function readContext(): Record<string, unknown> {
  return CdkJson.parse(JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'))).context;
}

function addStacks(app: App, stage: Stage, codeRoot: string): void {
  const common = stackProps(stage);
  const name = (part: string) => `Turnout-${stage.name}-${part}`;
  const data = new DataStack(app, name('Data'), { ...common, stage });
  const mail = new MailStack(app, name('Mail'), { ...common, stage, alarmTopic: data.alarmTopic });
  new ServiceStack(app, name('Service'), { ...common, stage, codeRoot, data, mail });
  Tags.of(app).add('app', 'turnout');
  Tags.of(app).add('stage', stage.name);
}

function stackProps({ name, account, region, disposable }: Stage): StackProps {
  return {
    description: `Turnout, stage ${name}`,
    terminationProtection: !disposable,
    env: { ...(account !== undefined && { account }), ...(region !== undefined && { region }) },
  };
}
