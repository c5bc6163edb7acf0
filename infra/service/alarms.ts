import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
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
  { dispatcher, sweeper, jobs }: Pick<Functions, 'dispatcher' | 'sweeper' | 'jobs'>,
): void {
  new UserAlarm(scope, 'api-5xx', {
    target,
    metric: api.metricServerError({ period: alarmPeriod, statistic: 'Sum' }),
    above: 5,
    loses: 'Visitors and organizers get errors instead of answers.',
  });
  new UserAlarm(scope, 'dispatcher-iterator-age', {
    target,
    metric: dispatcher.metric('IteratorAge', { period: alarmPeriod, statistic: 'Maximum' }),
    above: 5 * minutes,
    periods: 2,
    loses: 'Registrants wait for their confirmation; jobs, reminders and hand-overs wait for their start.',
  });
  remindOfGivenUp(scope, target, sweeper);
  tellOfWrongCounts(scope, target, jobs);
}

/**
 * The alarms on dead letters ring when something arrives, and stay as they are while it lies there. The sweeper says once a day
 * that something still does, and this alarm rings for each of its words, and ends by itself.
 */
function remindOfGivenUp(scope: Construct, target: AlarmTarget, sweeper: Functions['sweeper']): void {
  const [metricNamespace, metricName] = [`Turnout/${target.stage}`, 'GivenUpWaits'];
  new MetricFilter(scope, 'given-up-waits', {
    logGroup: sweeper.logGroup,
    filterPattern: FilterPattern.stringValue('$.message.what', '=', 'given up and waiting'),
    metricNamespace,
    metricName,
    metricValue: '1',
  });
  new UserAlarm(scope, 'given-up-waits', {
    target,
    metric: new Metric({ namespace: metricNamespace, metricName, period: alarmPeriod, statistic: 'Sum' }),
    above: 0,
    loses: 'What was given up a day ago or more still waits for somebody to run it again.',
  });
}

/** A recount says of each shard whose counts were wrong. */
function tellOfWrongCounts(scope: Construct, target: AlarmTarget, jobs: Functions['jobs']): void {
  const [metricNamespace, metricName] = [`Turnout/${target.stage}`, 'CountsDiffered'];
  new MetricFilter(scope, 'counts-differed', {
    logGroup: jobs.logGroup,
    filterPattern: FilterPattern.stringValue('$.message.what', '=', 'counts differed'),
    metricNamespace,
    metricName,
    metricValue: '1',
  });
  new UserAlarm(scope, 'counts-differed', {
    target,
    metric: new Metric({ namespace: metricNamespace, metricName, period: alarmPeriod, statistic: 'Sum' }),
    above: 0,
    loses: 'Organizers saw a wrong number of registrations or members; it has been corrected.',
  });
}
