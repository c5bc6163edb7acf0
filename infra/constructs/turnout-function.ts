import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { alarmPeriod, UserAlarm } from './user-alarm.ts';
import type { AlarmTarget } from './user-alarm.ts';

export interface TurnoutFunctionProps {
  /** What a user loses when the function fails, as a sentence: the text of its alarm. */
  losesWhenItFails: string;
  timeout: Duration;
  memoryMb: number;
  /** How many of it may work at once, which are kept for it. Default: what the account has left. */
  reserved?: number | undefined;
  environment: Record<string, string>;
  /** The function's permissions besides writing its own log. */
  may: iam.PolicyStatement[];
  /** Set when it continues itself through a queue, which Lambda would stop after about 16 turns. */
  continuesItself?: boolean;
  /** Folder of the bundles. */
  codeRoot: string;
  logRetention: logs.RetentionDays;
  removalPolicy: RemovalPolicy;
  alarms: AlarmTarget;
}

/** A function with its own role, log group and alarm. Its id is the folder under functions/. */
export class TurnoutFunction extends lambda.Function {
  constructor(scope: Construct, name: string, props: TurnoutFunctionProps) {
    const logGroup = new logs.LogGroup(scope, `${name}-logs`, {
      retention: props.logRetention,
      removalPolicy: props.removalPolicy,
    });
    super(scope, name, {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(bundleOf(name, props.codeRoot), { exclude: ['*.map'] }),
      description: `Turnout ${name}`,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      environment: props.environment,
      ...(props.reserved !== undefined && { reservedConcurrentExecutions: props.reserved }),
      role: roleOf(scope, name, [...props.may, writesLog(logGroup)]),
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      ...(props.continuesItself === true && { recursiveLoop: lambda.RecursiveLoop.ALLOW }),
    });
    new UserAlarm(scope, `${name}-errors`, {
      target: props.alarms,
      metric: this.metricErrors({ period: alarmPeriod }),
      above: 0,
      loses: props.losesWhenItFails,
    });
  }
}

function bundleOf(name: string, codeRoot: string): string {
  const folder = join(codeRoot, name);
  if (existsSync(join(folder, 'index.mjs'))) return folder;
  throw new Error(
    `No bundle ${folder}/index.mjs: run "npm run bundle"; it is made from functions/${name}/handler.ts.`,
  );
}

function roleOf(scope: Construct, name: string, statements: iam.PolicyStatement[]): iam.Role {
  const role = new iam.Role(scope, `${name}-role`, {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    description: `What turnout ${name} may do`,
  });
  for (const statement of statements) role.addToPrincipalPolicy(statement);
  return role;
}

function writesLog(group: logs.LogGroup): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [group.logGroupArn],
  });
}
