import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where functions keep their schedules, and as whom these act. */
export interface Schedules {
  groupName: string;
  /** Of all schedules of the group. */
  schedulesArn: string;
  /** Of those that wake retries, by their names. */
  retriesArn: string;
  role: iam.IRole;
}

/** A group for the stage's schedules, and a role with which they may reach `target` and `deadLetters` only. */
export function newSchedules(
  scope: Construct,
  stage: string,
  { target, deadLetters }: { target: IQueue; deadLetters: IQueue },
): Schedules {
  // Named by hand: people look for it in the console and with `aws scheduler list-schedules`.
  const group = new CfnScheduleGroup(scope, 'Group', { name: `Turnout-${stage}` });
  const role = new iam.Role(scope, 'role', {
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    description: 'What turnout schedules may do when they fire',
  });
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['sqs:SendMessage'],
      resources: [target.queueArn, deadLetters.queueArn],
    }),
  );
  const ofGroup = `arn:${Aws.PARTITION}:scheduler:${Aws.REGION}:${Aws.ACCOUNT_ID}:schedule/${group.ref}`;
  return {
    groupName: group.ref,
    schedulesArn: `${ofGroup}/*`,
    retriesArn: `${ofGroup}/retry-*`,
    role,
  };
}
