import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { AlarmTarget } from './constructs/user-alarm.ts';
import { DeadLetterQueue, WorkQueue } from './constructs/work-queue.ts';
import type { DataStack } from './data-stack.ts';
import type { MailStack } from './mail-stack.ts';
import { addServiceAlarms } from './service/alarms.ts';
import {
  everyFiveMinutes,
  invokeOn,
  mailEvent,
  newImportFile,
  readQueue,
  readTableStream,
} from './service/event-sources.ts';
import { functionTable } from './service/function-table.ts';
import { newFunctions } from './service/functions.ts';
import type { Functions, Queues } from './service/functions.ts';
import { addRoutes, newHttpApi, openApi } from './service/http-api.ts';
import type { TokenIssuer } from './service/http-api.ts';
import type { Stage } from './stage-config.ts';

export interface ServiceStackProps extends StackProps {
  stage: Stage;
  codeRoot: string;
  data: DataStack;
  mail: MailStack;
}

/** Everything that can be deployed anew at any time: functions, the API, queues, rules and their alarms. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { stage, codeRoot, data, mail, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const alarms: AlarmTarget = { stage: stage.name, topic: data.alarmTopic };
    const queues = newQueues(new Construct(this, 'Queues'), alarms);
    const api = newHttpApi(this);
    const publicOrigin = stage.publicOrigin ?? api.apiEndpoint;
    const functions = newFunctions(new Construct(this, 'Functions'), {
      stage,
      codeRoot,
      data,
      mail,
      queues,
      publicOrigin,
      alarms,
    });
    connect(this, functions, { data, mail, queues });
    offer(api, functions, stage, data);
    addServiceAlarms(this, alarms, api, functions.dispatcher);
    new CfnOutput(this, 'PublicOrigin', { value: publicOrigin });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }
}

function newQueues(scope: Construct, alarms: AlarmTarget): Queues {
  return {
    confirmations: new WorkQueue(scope, 'confirmations', {
      consumerTimeout: Duration.seconds(functionTable.confirmations.timeoutSeconds),
      losesWhenStuck: 'Registrants wait for their confirmation mail.',
      tooOld: Duration.minutes(15),
      alarms,
    }),
    jobs: new WorkQueue(scope, 'jobs', {
      consumerTimeout: Duration.seconds(functionTable.jobs.timeoutSeconds),
      losesWhenStuck: 'Imports and exports of organizers do not move.',
      tooOld: Duration.hours(2),
      alarms,
    }),
    failures: new DeadLetterQueue(scope, 'failures', {
      loses: 'Something accepted was given up: a confirmation, a count, an uploaded file or a bounce.',
      alarms,
    }),
  };
}

interface Sources {
  data: DataStack;
  mail: MailStack;
  queues: Queues;
}

/** Every way in that is not HTTP. */
function connect(scope: Construct, functions: Functions, { data, mail, queues }: Sources): void {
  readTableStream(functions.dispatcher, data, queues.failures);
  readQueue(functions.confirmations, queues.confirmations, 10);
  readQueue(functions.jobs, queues.jobs, 1);
  invokeOn(scope, functions['import-intake'], queues.failures, newImportFile(data));
  invokeOn(scope, functions.sweeper, queues.failures, everyFiveMinutes);
  invokeOn(scope, functions['mail-feedback'], queues.failures, mailEvent(mail));
}

function offer(api: HttpApi, functions: Functions, stage: Stage, data: DataStack): void {
  addRoutes(api, functions, tokenIssuerOf(stage, data));
  openApi(api, stage.logRetentionDays);
}

function tokenIssuerOf({ name, oidc }: Stage, { organizers }: DataStack): TokenIssuer {
  if (oidc !== undefined) return oidc;
  if (organizers === undefined) throw new Error(`Stage "${name}" has no issuer of organizer tokens.`);
  return { issuer: organizers.issuer, audience: [organizers.clientId] };
}
