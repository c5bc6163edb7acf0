import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Stage } from '../stage-config.ts';

const roles = ['admin', 'member'] as const;

type MachineClients = Stage['machineClients'];

export interface OrganizerPoolProps {
  removalPolicy: RemovalPolicy;
  machineClients: MachineClients;
}

/** The people who run webinars: invited by an admin, never signing up by themselves. */
export class OrganizerPool extends cognito.UserPool {
  /** Clients of the console and of every machine: tokens of other clients are refused. */
  readonly clientIds: string[];
  readonly issuer: string;

  constructor(scope: Construct, id: string, { removalPolicy, machineClients }: OrganizerPoolProps) {
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
    const console = addConsole(this);
    for (const role of roles) this.addGroup(role, { groupName: role });
    this.clientIds = [console, ...addMachines(this, machineClients)];
    new CfnOutput(scope, 'UserPoolId', { value: this.userPoolId });
    new CfnOutput(scope, 'ConsoleClientId', { value: console });
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

/** Clients that get their tokens by a secret. They have no groups: scopes say what they act as. Answers their ids. */
function addMachines(pool: cognito.UserPool, machineClients: MachineClients): string[] {
  const words = new Set([...roles, ...Object.values(machineClients?.clients ?? {}).flat()]);
  const scopes = [...words].map(
    (word) => new cognito.ResourceServerScope({ scopeName: word, scopeDescription: `Acts as ${word}` }),
  );
  const server = pool.addResourceServer('Api', { identifier: 'turnout', scopes });
  if (machineClients === undefined) return [];
  const { domainPrefix, clients } = machineClients;
  const domain = pool.addDomain('Domain', { cognitoDomain: { domainPrefix } });
  new CfnOutput(pool.stack, 'TokenUrl', { value: `${domain.baseUrl()}/oauth2/token` });
  return Object.entries(clients).map(([name, allowed]) => {
    const granted = scopes.filter(({ scopeName }) => allowed.includes(scopeName));
    const client = pool.addClient(`Machine${name}`, {
      generateSecret: true,
      // Neither passwords nor SRP, which Cognito would allow when nothing is said.
      authFlows: { userPassword: false },
      oAuth: {
        flows: { clientCredentials: true },
        scopes: granted.map((one) => cognito.OAuthScope.resourceServer(server, one)),
      },
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
    });
    new CfnOutput(pool.stack, `MachineClientId${name}`, { value: client.userPoolClientId });
    return client.userPoolClientId;
  });
}
