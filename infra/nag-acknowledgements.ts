import type { App } from 'aws-cdk-lib';
import { Validations } from 'aws-cdk-lib';
import { routes } from './service/routes.ts';
import type { FunctionName } from './service/function-table.ts';

/** A finding of cdk-nag that we keep, at one resource, and why. */
export interface Acknowledgement {
  /** Path of the resource below `Turnout-<stage>-`. */
  at: string;
  /** Rule without its pack, with the finding in brackets where a rule has several. */
  rule: string;
  reason: string;
}

/** Tells the checks which findings are meant. An entry for what a stage does not have is passed over. */
export function acknowledgeFindings(app: App, stage: string, kept: readonly Acknowledgement[]): void {
  const constructs = new Map(app.node.findAll().map((construct) => [construct.node.path, construct]));
  for (const { at, rule, reason } of kept) {
    const construct = constructs.get(`Turnout-${stage}-${at}`);
    if (construct !== undefined)
      Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}

const data: Acknowledgement[] = [
  {
    at: 'Data/Imports/Resource',
    rule: 'S1',
    reason:
      'Each file leaves an import item with who, when and what came of it; a log bucket would keep personal keys longer.',
  },
  {
    at: 'Data/Exports/Resource',
    rule: 'S1',
    reason: 'Files live 7 days behind links of 15 minutes, each issued through the API and its access log.',
  },
  {
    at: 'Data/IdentityKey/Resource',
    rule: 'SMG4',
    reason: 'The keys of all people are made with it: rotating it would make everybody a stranger.',
  },
  {
    at: 'Data/LinkKey/Resource',
    rule: 'SMG4',
    reason: 'Rotating it ends links in mails already sent, so a person decides when (docs/operations.md).',
  },
  {
    at: 'Data/Organizers/Resource',
    rule: 'COG2',
    reason: 'Optional, by authenticator app: a team that demands it brings its own issuer (oidc).',
  },
  {
    at: 'Data/Organizers/Resource',
    rule: 'COG8',
    reason: 'The Plus plan is priced per user and guards sign-ups; here organizers are invited and few.',
  },
];

const queues: Acknowledgement[] = [
  {
    at: 'Service/Queues/failures/Resource',
    rule: 'SQS3',
    reason: 'It is itself the end of retries, for what is not a queue: streams and asynchronous invokes.',
  },
];

const publicBecause: Partial<Record<FunctionName, string>> = {
  registration:
    'Landing pages register people who have no login; throttled, and the answer tells nothing about anybody.',
  pages:
    'Registrants have no login: the token in the link is what lets them in, and the event page is for all.',
  presence:
    'Join pages say that their registrants are there: the token of the link is what lets them, and any other changes nothing.',
  docs: 'The description of the API is nobody’s data, and whoever writes a client reads it first.',
};

const openRoutes: Acknowledgement[] = routes
  .filter(({ access }) => access === 'public')
  .map(({ key, to }) => ({
    at: `Service/Api/${key.replaceAll('/', '--')}/Resource`,
    rule: 'APIG4',
    reason: publicBecause[to] ?? '',
  }));

const objects = (functionName: FunctionName, objectArn: string, reason: string): Acknowledgement => ({
  at: `Service/Functions/${functionName}-role/DefaultPolicy/Resource`,
  rule: `IAM5[Resource::${objectArn}]`,
  reason,
});

const incoming = '<ImportsC5EA4F6F.Arn>/imports/*';
const attendance = '<ImportsC5EA4F6F.Arn>/attendance/*';
const reports = '<ImportsC5EA4F6F.Arn>/reports/*';
const exported = '<Exports25637AFB.Arn>/exports/*';

const sendsMail = (functionName: FunctionName): Acknowledgement => ({
  at: `Service/Functions/${functionName}-role/DefaultPolicy/Resource`,
  rule: 'IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]',
  reason: 'SES asks for the recipients’ identities too, in the sandbox; the sender’s address is the limit.',
});

const asksQuota = (functionName: FunctionName): Acknowledgement => ({
  at: `Service/Functions/${functionName}-role/DefaultPolicy/Resource`,
  rule: 'IAM5[Resource::*]',
  reason: 'What SES lets the account send is asked of no resource.',
});

const destinationSecrets = (functionName: string, reason: string): Acknowledgement => ({
  at: `Service/Functions/${functionName}-role/DefaultPolicy/Resource`,
  rule: 'IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:<AWS::StackName>/destinations/*]',
  reason,
});

const zoomSecret: Acknowledgement = {
  at: 'Service/Functions/jobs-role/DefaultPolicy/Resource',
  rule: 'IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:<AWS::StackName>/zoom*]',
  reason:
    'Secrets Manager adds characters to the name of the one secret; one that is not there is told from one that may not be read.',
};

const wildcards: Acknowledgement[] = [
  zoomSecret,
  destinationSecrets('events', 'Keeps a secret for every destination that organizers make.'),
  destinationSecrets('deliveries', 'Reads the secret of any destination.'),
  sendsMail('confirmations'),
  sendsMail('bulk'),
  asksQuota('confirmations'),
  asksQuota('bulk'),
  objects('files', incoming, 'Signs upload links for files that organizers name.'),
  objects('files', reports, 'Signs download links for the faults of any import.'),
  objects('files', exported, 'Signs download links for any export.'),
  objects('jobs', incoming, 'Reads the file of any import.'),
  objects('attendance', attendance, 'Signs upload links for reports that organizers name.'),
  objects('jobs', attendance, 'Reads any report of who was there, and puts those that Zoom gives.'),
  objects('jobs', reports, 'Writes the report of any import.'),
  objects('jobs', exported, 'Writes the file of any export.'),
  {
    at: 'Service/Functions/schedules-role/DefaultPolicy/Resource',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/<SchedulesGroupC7F67308>/*]',
    reason: 'Keeps a schedule for every session and rule of the stage, in a group of its own.',
  },
  {
    at: 'Service/Functions/deliveries-role/DefaultPolicy/Resource',
    rule: 'IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/<SchedulesGroupC7F67308>/retry-*]',
    reason: 'Makes one schedule for every minute in which retries are due.',
  },
];

/** All of them. test/infra/nag.test.ts fails on a finding that is not here, and on an entry that finds nothing. */
export const acknowledgements: readonly Acknowledgement[] = [...data, ...queues, ...openRoutes, ...wildcards];
