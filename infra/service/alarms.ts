import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter, type IFilterPattern } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { alarmPeriod, UserAlarm } from '../constructs/user-alarm.ts';
import type { AlarmTarget } from '../constructs/user-alarm.ts';
import type { Functions } from './new-functions.ts';

const minutes = 60_000;

/** Alarms of no single function or queue; those come with their constructs. */
export function addServiceAlarms(
  scope: Construct,
  target: AlarmTarget,
  api: HttpApi,
  functions: Pick<Functions, 'dispatcher' | 'sweeper' | 'jobs' | 'confirmations' | 'bulk'>,
): void {
  new UserAlarm(scope, 'api-5xx', {
    target,
    metric: api.metricServerError({ period: alarmPeriod, statistic: 'Sum' }),
    above: 5,
    loses: 'Visitors and organizers get errors instead of answers.',
  });
  new UserAlarm(scope, 'dispatcher-iterator-age', {
    target,
    metric: functions.dispatcher.metric('IteratorAge', { period: alarmPeriod, statistic: 'Maximum' }),
    above: 5 * minutes,
    periods: 2,
    loses: 'Registrants wait for their confirmation; jobs, reminders and hand-overs wait for their start.',
  });
  remindOfGivenUp(scope, target, functions.sweeper);
  tellOfWrongCounts(scope, target, functions.jobs);
  tellOfLateMails(scope, target, functions);
}

/**
 * The alarms on dead letters ring when something arrives, and stay as they are while it lies there. The sweeper says once a day
 * that something still does, and this alarm rings for each of its words, and ends by itself.
 */
function remindOfGivenUp(scope: Construct, target: AlarmTarget, sweeper: Functions['sweeper']): void {
  ringOnLog(scope, target, 'given-up-waits', {
    of: sweeper,
    pattern: FilterPattern.stringValue('$.message.what', '=', 'given up and waiting'),
    metricName: 'GivenUpWaits',
    loses: 'What was given up a day ago or more still waits for somebody to run it again.',
  });
}

/** A recount says of each shard whose counts were wrong. */
function tellOfWrongCounts(scope: Construct, target: AlarmTarget, jobs: Functions['jobs']): void {
  ringOnLog(scope, target, 'counts-differed', {
    of: jobs,
    pattern: FilterPattern.stringValue('$.message.what', '=', 'counts differed'),
    metricName: 'CountsDiffered',
    loses: 'Organizers saw a wrong number of registrations or members; it has been corrected.',
  });
}

/** So long a confirmation may wait for SES to have room. */
const CONFIRMATION_WAITS_SECONDS = 15 * 60;

/** Mails that the provider's quota keeps back fail nowhere: their senders tell of them. */
function tellOfLateMails(
  scope: Construct,
  target: AlarmTarget,
  { confirmations, bulk }: Pick<Functions, 'confirmations' | 'bulk'>,
): void {
  ringOnLog(scope, target, 'confirmations-waiting', {
    of: confirmations,
    pattern: FilterPattern.all(
      FilterPattern.stringValue('$.message.what', '=', 'message waits'),
      FilterPattern.numberValue('$.message.waitedSeconds', '>', CONFIRMATION_WAITS_SECONDS),
    ),
    metricName: 'ConfirmationsWaiting',
    loses: 'Registrants wait for their confirmation mail, because SES takes no more.',
  });
  ringOnLog(scope, target, 'reminders-dropped', {
    of: bulk,
    pattern: FilterPattern.numberValue('$.message.late', '>', 0),
    metricName: 'RemindersDropped',
    loses: 'Registrants got no reminder: its turn to be sent came when their session had begun.',
  });
}

interface LogAlarm {
  of: Functions['bulk'];
  /** Of the lines that ring. */
  pattern: IFilterPattern;
  metricName: string;
  loses: string;
}

/** An alarm that rings for lines of a function's log. */
function ringOnLog(
  scope: Construct,
  target: AlarmTarget,
  key: string,
  { of, pattern, metricName, loses }: LogAlarm,
): void {
  const metricNamespace = `Turnout/${target.stage}`;
  new MetricFilter(scope, key, {
    logGroup: of.logGroup,
    filterPattern: pattern,
    metricNamespace,
    metricName,
    metricValue: '1',
  });
  new UserAlarm(scope, key, {
    target,
    metric: new Metric({ namespace: metricNamespace, metricName, period: alarmPeriod, statistic: 'Sum' }),
    above: 0,
    loses,
  });
}
