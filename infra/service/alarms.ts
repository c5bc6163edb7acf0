import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { alarmPeriod, UserAlarm } from '../constructs/user-alarm.ts';
import type { AlarmTarget } from '../constructs/user-alarm.ts';

const minutes = 60_000;

/** Alarms of no single function or queue; those come with their constructs. */
export function addServiceAlarms(
  scope: Construct,
  target: AlarmTarget,
  api: HttpApi,
  dispatcher: IFunction,
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
}
