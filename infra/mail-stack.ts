import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus } from 'aws-cdk-lib/aws-events';
import * as ses from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { alarmPeriod, UserAlarm } from './constructs/user-alarm.ts';
import type { Stage } from './stage-config.ts';

export interface MailStackProps extends StackProps {
  stage: Stage;
  alarmTopic: ITopic | undefined;
}

/** Who we send as, how, and where SES tells what became of a mail. */
export class MailStack extends Stack {
  /** Every identity of the account: which one SES asks for depends on what is verified. `mailFrom` is the limit. */
  readonly identitiesArn: string;
  readonly mailFrom: string;
  readonly configurationSetArn: string;
  readonly configurationSetName: string;

  constructor(scope: Construct, id: string, { stage, alarmTopic, ...props }: MailStackProps) {
    super(scope, id, props);
    const set = newConfigurationSet(this);
    if (!stage.identityExists) newIdentity(this, stage, set);
    this.mailFrom = stage.mailFrom;
    this.identitiesArn = this.formatArn({ service: 'ses', resource: 'identity', resourceName: '*' });
    this.configurationSetName = set.configurationSetName;
    this.configurationSetArn = this.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: set.configurationSetName,
    });
    addReputationAlarms(this, stage.name, alarmTopic);
  }
}

function newConfigurationSet(scope: Construct): ses.ConfigurationSet {
  const set = new ses.ConfigurationSet(scope, 'ConfigurationSet', {
    tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
    reputationMetrics: true,
    suppressionReasons: ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
  });
  set.addEventDestination('Events', {
    // SES publishes to the default bus only.
    destination: ses.EventDestination.eventBus(EventBus.fromEventBusName(scope, 'DefaultBus', 'default')),
    events: [
      ses.EmailSendingEvent.SEND,
      ses.EmailSendingEvent.DELIVERY,
      ses.EmailSendingEvent.BOUNCE,
      ses.EmailSendingEvent.COMPLAINT,
      ses.EmailSendingEvent.REJECT,
    ],
  });
  return set;
}

function newIdentity(
  scope: Construct,
  { mailIdentity: name, disposable }: Stage,
  configurationSet: ses.ConfigurationSet,
): void {
  const identity = name.includes('@') ? ses.Identity.email(name) : ses.Identity.domain(name);
  const created = new ses.EmailIdentity(scope, 'Identity', { identity, configurationSet });
  // Others may send as this domain by then. It goes when its first deployment fails, or the next would find it there.
  created.applyRemovalPolicy(disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  if (!name.includes('@')) {
    for (const [index, record] of created.dkimRecords.entries()) {
      new CfnOutput(scope, `DkimRecord${index + 1}`, { value: `${record.name} CNAME ${record.value}` });
    }
  }
}

/** SES judges the whole account: it reviews one at 5 % bounces or 0.1 % complaints, and may then stop its mail. */
function addReputationAlarms(scope: Construct, stage: string, topic: ITopic | undefined): void {
  const rate = (metricName: string) =>
    new cloudwatch.Metric({ namespace: 'AWS/SES', metricName, period: alarmPeriod, statistic: 'Maximum' });
  const target = { stage, topic };
  new UserAlarm(scope, 'mail-bounce-rate', {
    target,
    metric: rate('Reputation.BounceRate'),
    above: 0.04,
    loses: 'Soon nobody gets mail: too many addresses do not exist, and SES may stop this account.',
  });
  new UserAlarm(scope, 'mail-complaint-rate', {
    target,
    metric: rate('Reputation.ComplaintRate'),
    above: 0.0008,
    loses: 'Soon nobody gets mail: too many people call it spam, and SES may stop this account.',
  });
}
