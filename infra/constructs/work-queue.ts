import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { alarmPeriod, UserAlarm } from './user-alarm.ts';
import type { AlarmTarget } from './user-alarm.ts';

export interface WorkQueueProps {
  /** Timeout of the function that consumes it. */
  consumerTimeout: Duration;
  /** What a user loses while messages wait too long or lie in the dead-letter queue. */
  losesWhenStuck: string;
  /** Age of the oldest message that is too old to be normal. */
  tooOld: Duration;
  /** Number of receives after which a message goes to the dead-letter queue. */
  mostReceives: number;
  alarms: AlarmTarget;
}

/** A queue of work with its dead-letter queue `<name>-dlq` and the alarms on both. */
export class WorkQueue extends sqs.Queue {
  readonly deadLetters: DeadLetterQueue;

  constructor(
    scope: Construct,
    name: string,
    { consumerTimeout, losesWhenStuck, tooOld, mostReceives, alarms }: WorkQueueProps,
  ) {
    const deadLetters = new DeadLetterQueue(scope, `${name}-dlq`, { loses: losesWhenStuck, alarms });
    super(scope, name, {
      ...guarded,
      // Six times the timeout, as AWS advises: a throttled consumer must not see a message twice.
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: mostReceives },
    });
    this.deadLetters = deadLetters;
    new UserAlarm(scope, `${name}-age`, {
      target: alarms,
      metric: this.metricApproximateAgeOfOldestMessage({ period: alarmPeriod }),
      above: tooOld.toSeconds(),
      // SQS tells nothing of a queue that nobody touched for six hours, though messages lie in it.
      silence: 'as-before',
      loses: losesWhenStuck,
    });
  }
}

export interface DeadLetterQueueProps {
  /** What a user has lost when something arrives here. */
  loses: string;
  alarms: AlarmTarget;
}

/** A dead-letter queue: keeps what failed for 14 days and raises its alarm as soon as something is in it. */
export class DeadLetterQueue extends sqs.Queue {
  constructor(scope: Construct, name: string, { loses, alarms }: DeadLetterQueueProps) {
    super(scope, name, { ...guarded, retentionPeriod: Duration.days(14) });
    new UserAlarm(scope, name, {
      target: alarms,
      metric: this.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: 'Maximum' }),
      above: 0,
      silence: 'as-before',
      loses,
    });
  }
}

const guarded = { enforceSSL: true, encryption: sqs.QueueEncryption.SQS_MANAGED };
