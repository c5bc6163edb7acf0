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
import { functionTable, type FunctionName } from './service/function-table.ts';
import { newFunctions } from './service/new-functions.ts';
import type { Functions, Queues } from './service/new-functions.ts';
import { addRoutes, newHttpApi, openApi } from './service/http-api.ts';
import type { TokenIssuer } from './service/http-api.ts';
import type { QueueName } from './service/permissions.ts';
import { newSchedules } from './service/schedules.ts';
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
    const schedules = newSchedules(new Construct(this, 'Schedules'), stage.name, {
      target: queues.schedules,
      deadLetters: queues.failures,
    });
    const api = newHttpApi(this);
    const publicOrigin = stage.publicOrigin ?? api.apiEndpoint;
    const functions = newFunctions(new Construct(this, 'Functions'), {
      stage,
      codeRoot,
      data,
      mail,
      queues,
      schedules,
      publicOrigin,
      alarms,
    });
    connect(this, functions, { data, mail, queues, stage });
    offer(api, functions, stage, data);
    addServiceAlarms(this, alarms, api, functions);
    new CfnOutput(this, 'PublicOrigin', { value: publicOrigin });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }
}

/** Whatever else keeps a mail back is tried for some five hours: a fault of SES's, or a sender that is not verified yet. */
const MAIL_RECEIVES = 60;

/** Runs have their queue, and one function with what starts them. */
const consumerOf = (queue: QueueName): FunctionName => (queue === 'runs' ? 'schedules' : queue);

function newQueues(scope: Construct, alarms: AlarmTarget): Queues {
  const workQueue = (name: QueueName, losesWhenStuck: string, tooOld: Duration, mostReceives = 5) =>
    new WorkQueue(scope, name, {
      consumerTimeout: Duration.seconds(functionTable[consumerOf(name)].timeoutSeconds),
      losesWhenStuck,
      tooOld,
      mostReceives,
      alarms,
    });
  const confirmations = workQueue(
    'confirmations',
    'Registrants wait for their confirmation mail.',
    Duration.minutes(15),
    MAIL_RECEIVES,
  );
  const bulk = workQueue('bulk', 'Registrants wait for their reminder.', Duration.minutes(30), MAIL_RECEIVES);
  const jobs = workQueue('jobs', 'Imports and exports of organizers do not move.', Duration.hours(2));
  const schedules = workQueue(
    'schedules',
    'Reminders and hand-overs do not start, and moved sessions keep their old times.',
    Duration.minutes(15),
  );
  const runs = workQueue(
    'runs',
    'Reminders, hand-overs and news of sessions do not go on.',
    Duration.minutes(30),
  );
  const deliveries = workQueue(
    'deliveries',
    'Other systems wait for what is handed over.',
    Duration.hours(1),
  );
  const seats = workQueue(
    'seats',
    'Registrants wait for their seat, and for word of it.',
    Duration.minutes(15),
  );
  const failures = new DeadLetterQueue(scope, 'failures', {
    loses:
      'Something accepted was given up: a confirmation, a count, an uploaded file, a bounce, a reminder or a hand-over.',
    alarms,
  });
  return {
    ...{ confirmations, bulk, jobs, schedules, runs, deliveries, seats, failures },
    'confirmations-dlq': confirmations.deadLetters,
    'bulk-dlq': bulk.deadLetters,
    'jobs-dlq': jobs.deadLetters,
    'schedules-dlq': schedules.deadLetters,
    'runs-dlq': runs.deadLetters,
    'deliveries-dlq': deliveries.deadLetters,
    'seats-dlq': seats.deadLetters,
  };
}

interface Sources {
  stage: Stage;
  data: DataStack;
  mail: MailStack;
  queues: Queues;
}

/** Every way in that is not HTTP. */
function connect(scope: Construct, functions: Functions, { data, mail, queues, stage }: Sources): void {
  readTableStream(functions.dispatcher, data, queues.failures);
  const senders = sendersFor(stage.mail);
  // At least five: who registers waits for them.
  const confirmers = Math.max(5, senders);
  readQueue(functions.confirmations, queues.confirmations, { batchSize: 10, maxConcurrency: confirmers });
  readQueue(functions.jobs, queues.jobs, { batchSize: 1, maxConcurrency: 5 });
  // Runs of minutes do not keep the next fires, plans and news waiting.
  readQueue(functions.schedules, queues.schedules, { batchSize: 1, maxConcurrency: 10 });
  readQueue(functions.schedules, queues.runs, { id: 'runs', batchSize: 1, maxConcurrency: 20 });
  readQueue(functions.bulk, queues.bulk, { batchSize: 10, maxConcurrency: senders });
  readQueue(functions.deliveries, queues.deliveries, { batchSize: 10, maxConcurrency: stage.deliverers });
  // Of two at one session the second waits for the first: this is how many sessions are filled at once.
  readQueue(functions.seats, queues.seats, { batchSize: 10, maxConcurrency: 5 });
  invokeOn(scope, functions['import-intake'], queues.failures, newImportFile(data));
  invokeOn(scope, functions.sweeper, queues.failures, everyFiveMinutes);
  invokeOn(scope, functions['mail-feedback'], queues.failures, mailEvent(mail));
}

/** Of a mail, on a whole vCPU; measured. */
const CPU_MS_A_MAIL = 11;
const ONE_VCPU_MB = 1_769;
/** What an event source of a queue takes. */
const CONCURRENCY = { least: 2, most: 1_000 };

/** How many functions it takes to send as much as SES lets the account send; they share the rate by turns. */
function sendersFor({ perSecond, memoryMb }: Stage['mail']): number {
  const each = ((1_000 / CPU_MS_A_MAIL) * memoryMb) / ONE_VCPU_MB;
  return Math.min(CONCURRENCY.most, Math.max(CONCURRENCY.least, Math.ceil(perSecond / each)));
}

function offer(api: HttpApi, functions: Functions, stage: Stage, data: DataStack): void {
  addRoutes(api, functions, tokenIssuerOf(stage, data));
  openApi(api, stage);
}

function tokenIssuerOf({ name, oidc }: Stage, { organizers }: DataStack): TokenIssuer {
  if (oidc !== undefined) return oidc;
  if (organizers === undefined) throw new Error(`Stage "${name}" has no issuer of organizer tokens.`);
  return { issuer: organizers.issuer, audience: organizers.clientIds };
}
