import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** The topic that alarms notify; without one they only show in the console. */
export interface AlarmTarget {
  stage: string;
  topic: ITopic | undefined;
}

export interface UserAlarmProps {
  target: AlarmTarget;
  metric: cloudwatch.IMetric;
  /** The alarm is raised when the metric is above this. */
  above: number;
  /** Periods in a row that must be above. Default: 1. */
  periods?: number;
  /** What missing data of the metric means. `all-well` where nothing happened; `as-before` where it stops by itself. */
  silence?: 'all-well' | 'as-before';
  /** What a user loses while it is raised, as a sentence. */
  loses: string;
}

/** An alarm that says what a user loses, and has a section of its name in docs/operations.md. */
export class UserAlarm extends cloudwatch.Alarm {
  constructor(
    scope: Construct,
    key: string,
    { target, metric, above, periods, silence, loses }: UserAlarmProps,
  ) {
    super(scope, `${key}-alarm`, {
      // Named by hand: people look it up in docs/operations.md by this name.
      alarmName: `turnout-${target.stage}-${key}`,
      alarmDescription: `${loses} What to do: docs/operations.md, "${key}".`,
      metric,
      threshold: above,
      evaluationPeriods: periods ?? 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData:
        silence === 'as-before'
          ? cloudwatch.TreatMissingData.IGNORE
          : cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    if (target.topic !== undefined) this.addAlarmAction(new SnsAction(target.topic));
  }
}

/** The period of every alarm here. */
export const alarmPeriod = Duration.minutes(5);
