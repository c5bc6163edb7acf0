import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** Mails alarms to one address, which has to confirm once. */
export class AlarmTopic extends sns.Topic {
  constructor(scope: Construct, id: string, email: string) {
    super(scope, id, { displayName: 'Turnout alarms', enforceSSL: true });
    this.addSubscription(new EmailSubscription(email));
    // A topic with a policy loses the default one, and with it the alarms' right to publish.
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}
