import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import * as z from 'zod';
import type { AlarmTarget } from '../constructs/user-alarm.ts';
import { TurnoutFunction } from '../constructs/turnout-function.ts';
import type { DataStack } from '../data-stack.ts';
import type { MailStack } from '../mail-stack.ts';
import type { Stage } from '../stage-config.ts';
import { functionTable } from './function-table.ts';
import type { FunctionSpec, Setting } from './function-spec.ts';
import type { FunctionName } from './function-table.ts';
import { destinationSecrets, zoomSecret, type DeadLetterName, type QueueName } from './permissions.ts';
import type { Schedules } from './schedules.ts';

export type Functions = Record<FunctionName, TurnoutFunction>;
export type Queues = Record<QueueName | DeadLetterName, IQueue>;

export interface FunctionsProps {
  stage: Stage;
  codeRoot: string;
  data: DataStack;
  mail: MailStack;
  queues: Queues;
  schedules: Schedules;
  publicOrigin: string;
  alarms: AlarmTarget;
}

/** Makes every function of the table. */
export function newFunctions(scope: Construct, props: FunctionsProps): Functions {
  const settings = settingsOf(props);
  const names = namesIn(functionTable);
  const made = names.map((name) => [name, newFunction(scope, name, functionTable[name], settings, props)]);
  return z.record(z.enum(names), z.instanceof(TurnoutFunction)).parse(Object.fromEntries(made));
}

function namesIn<Name extends string>(table: Record<Name, unknown>): Name[] {
  const names: Name[] = [];
  for (const name in table) names.push(name);
  return names;
}

function newFunction(
  scope: Construct,
  name: FunctionName,
  spec: FunctionSpec,
  settings: Record<Setting, string>,
  { stage, codeRoot, alarms, ...surroundings }: FunctionsProps,
): TurnoutFunction {
  const known = spec.knows.map((setting) => [setting, settings[setting]] as const);
  return new TurnoutFunction(scope, name, {
    losesWhenItFails: spec.losesWhenItFails,
    timeout: Duration.seconds(spec.timeoutSeconds),
    memoryMb: memoryOf(spec, stage),
    reserved: reservedOf(name, stage),
    environment: {
      STAGE: stage.name,
      ...Object.fromEntries(known),
      ...(spec.semiSpaceMb !== undefined && {
        NODE_OPTIONS: `--max-semi-space-size=${spec.semiSpaceMb}`,
      }),
    },
    may: spec.may.map((permission) => permission(surroundings)),
    continuesItself: spec.continuesItself ?? false,
    codeRoot,
    logRetention: stage.logRetentionDays,
    removalPolicy: stage.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    alarms,
  });
}

const memoryOf = ({ memoryMb }: FunctionSpec, stage: Stage): number =>
  memoryMb === 'senders' ? stage.mail.memoryMb : memoryMb;

function reservedOf(name: FunctionName, { reserved }: Stage): number | undefined {
  const kept: Partial<Record<FunctionName, number>> = reserved;
  return kept[name];
}

function settingsOf(props: FunctionsProps): Record<Setting, string> {
  const { stage, data, mail, queues, schedules, publicOrigin } = props;
  return {
    TABLE_NAME: data.table.tableName,
    IMPORTS_BUCKET: data.imports.bucketName,
    EXPORTS_BUCKET: data.exports.bucketName,
    IDENTITY_KEY_SECRET: data.identityKey.secretArn,
    LINK_KEY_SECRET: data.linkKey.secretArn,
    JOBS_QUEUE_URL: queues.jobs.queueUrl,
    CONFIRMATIONS_QUEUE_URL: queues.confirmations.queueUrl,
    SCHEDULES_QUEUE_URL: queues.schedules.queueUrl,
    SCHEDULES_QUEUE_ARN: queues.schedules.queueArn,
    RUNS_QUEUE_URL: queues.runs.queueUrl,
    BULK_QUEUE_URL: queues.bulk.queueUrl,
    DELIVERIES_QUEUE_URL: queues.deliveries.queueUrl,
    SEATS_QUEUE_URL: queues.seats.queueUrl,
    CONFIRMATIONS_DLQ_URL: queues['confirmations-dlq'].queueUrl,
    BULK_DLQ_URL: queues['bulk-dlq'].queueUrl,
    JOBS_DLQ_URL: queues['jobs-dlq'].queueUrl,
    SCHEDULES_DLQ_URL: queues['schedules-dlq'].queueUrl,
    RUNS_DLQ_URL: queues['runs-dlq'].queueUrl,
    DELIVERIES_DLQ_URL: queues['deliveries-dlq'].queueUrl,
    SEATS_DLQ_URL: queues['seats-dlq'].queueUrl,
    FAILURES_QUEUE_URL: queues.failures.queueUrl,
    FAILURES_QUEUE_ARN: queues.failures.queueArn,
    SCHEDULE_GROUP: schedules.groupName,
    SCHEDULE_ROLE_ARN: schedules.role.roleArn,
    // Lambda takes no empty setting.
    WEBHOOK_EXEMPT_HOSTS:
      [...stage.webhookHostsExempt, ...stage.webhookPorts.map((port) => `:${port}`)].join(',') || '-',
    DESTINATION_SECRETS: destinationSecrets,
    ZOOM_PLACE: JSON.stringify(stage.zoom),
    ZOOM_SECRET: zoomSecret,
    PUBLIC_ORIGIN: publicOrigin,
    MAIL_FROM: stage.mailFrom,
    MAIL_CONFIGURATION_SET: mail.configurationSetName,
    MAILS_PER_SECOND: String(stage.mail.perSecond),
    FILE_DAYS: JSON.stringify(stage.fileDays),
    LIFETIMES: JSON.stringify(stage.lifetimes),
    PAGE_TEXTS: JSON.stringify(stage.pageTexts),
    ROLE_CLAIM: stage.oidc?.roleClaim ?? 'cognito:groups',
  };
}
