import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';

const roles = ['admin', 'member'];

/** The people who run webinars: invited by an admin, never signing up by themselves. */
export class OrganizerPool extends cognito.UserPool {
  readonly clientId: string;
  readonly issuer: string;

  constructor(scope: Construct, id: string, removalPolicy: RemovalPolicy) {
    super(scope, id, {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      deletionProtection: removalPolicy === RemovalPolicy.RETAIN,
      removalPolicy,
    });
    this.issuer = `https://cognito-idp.${Stack.of(this).region}.amazonaws.com/${this.userPoolId}`;
    this.clientId = addConsole(this);
    for (const role of roles) this.addGroup(role, { groupName: role });
    // Scopes for machine clients, which have no groups.
    this.addResourceServer('Api', {
      identifier: 'turnout',
      scopes: roles.map(
        (role) => new cognito.ResourceServerScope({ scopeName: role, scopeDescription: `Acts as ${role}` }),
      ),
    });
    new CfnOutput(scope, 'UserPoolId', { value: this.userPoolId });
    new CfnOutput(scope, 'ConsoleClientId', { value: this.clientId });
  }
}

function addConsole(pool: cognito.UserPool): string {
  const client = pool.addClient('Console', {
    // The password flow is for administrators with AWS credentials only: the first organizer's token.
    authFlows: { userSrp: true, adminUserPassword: true },
    disableOAuth: true,
    preventUserExistenceErrors: true,
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
  });
  return client.userPoolClientId;
}
