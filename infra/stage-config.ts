import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { StageTexts } from '../shared/pages/texts/stage-texts.ts';
import { isPermission } from '../shared/platform/access/role.ts';

const localStage = 'local';

const StageName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,19}$/, 'A stage is named by 1 to 20 lower-case letters, digits and dashes.');

const Origin = z.string().regex(/^https:\/\/[^/\s]+$/, 'An origin is https://host, without a path.');
const ConsoleOrigin = z.union([Origin, z.string().regex(/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/)], {
  error: 'An origin is https://host (http only for localhost), without a path.',
});

const MachineRole = z.enum(['admin', 'member']);
/** A slip of the pen is found here, before a token is refused. */
const Word = z.string().refine(isPermission, {
  error: ({ input }) => `There is no permission ${String(input)}; docs/openapi.json names those there are.`,
});
const ClientWords = z.union([MachineRole, z.tuple([MachineRole], Word)], {
  error:
    'A client is admin or member, or a list of one of these and what it may do besides: ["member", "exports:write"].',
});

/** What a team may decide for one stage: `context.stages.<stage>` in cdk.json. */
const StageSettings = z
  .strictObject({
    account: z
      .string()
      .regex(/^\d{12}$/, 'An account is 12 digits.')
      .optional(),
    region: z.string().min(1).optional(),
    /** Sender of every mail; its domain is the mail identity. */
    mailFrom: z.email(),
    /** What SES verifies: a domain or one address. */
    mailIdentity: z.union([z.email(), z.hostname()]),
    /**
     * The identity is in SES already, made by hand, by another stage or by another product: it is used and left alone.
     * Otherwise the stage makes it, and leaves it behind when its stack goes, unless the stage is disposable.
     */
    identityExists: z.boolean().default(false),
    /** Where registrants reach the API when a domain of your own stands before it. */
    publicOrigin: Origin.optional(),
    /** Pages that may call the organizer API and put files into the imports bucket. */
    consoleOrigins: z.array(ConsoleOrigin).default([]),
    /** Another issuer of organizer tokens than the stack's own Cognito pool. */
    oidc: z
      .strictObject({
        issuer: Origin.or(z.url()),
        audience: z.array(z.string().min(1)).min(1),
        roleClaim: z.string().min(1),
      })
      .optional(),
    /** Programs that act as a role with a secret of their own (OAuth client credentials of the stage's Cognito pool). */
    machineClients: z
      .strictObject({
        /** The tokens' address begins with it; nobody else in the region may have it. */
        domainPrefix: z.string().regex(/^(?!.*(?:aws|amazon|cognito))[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
          error:
            'Lower-case letters, digits and inner dashes, at most 63, without the words aws, amazon and cognito.',
        }),
        /** Name of each client, and its role; or a list of its role and what it may do besides (`exports:write`). */
        clients: z.record(
          z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,29}$/, 'A client is named by 1 to 30 letters and digits.'),
          ClientWords.transform((words): string[] => [words].flat()),
        ),
      })
      .optional(),
    alarmEmail: z.email().optional(),
    /** Requests a second that the API lets through to one route, with bursts of twice as many; the account takes 10,000. */
    requests: z
      .strictObject({
        /** Registrations that are posted: each is some six write units, and a new table takes 4,000 a second at first. */
        registrations: z.int().min(1).max(10_000).default(500),
        /** Each other route that visitors reach: pages, join links, preferences. */
        pages: z.int().min(1).max(10_000).default(2_000),
      })
      .prefault({}),
    /** Units a second for which table and indexes are made ready; they stay so. For a day that is announced on television. */
    warmTable: z
      .strictObject({ writes: z.int().min(4_000).max(40_000), reads: z.int().min(12_000).max(80_000) })
      .optional(),
    /** Functions at work at once that are kept for one function, out of the account's, by its name; it gets no more than these. */
    reserved: z
      .partialRecord(z.enum(['registration', 'pages', 'dispatcher']), z.int().min(1).max(10_000))
      .default({}),
    /** Functions that post hand-overs at once, each ten. */
    deliverers: z.int().min(2).max(1_000).default(5),
    /** How fast mail is sent: docs/operations.md, "Size", tells the numbers and prices. */
    mail: z
      .strictObject({
        /** Mails a second that SES lets the account send, for which senders are kept; SES itself is asked while they send. */
        perSecond: z.number().min(1).max(50_000).default(1),
        /** Of each sender: 1,769 MB is one vCPU, which sends some 90 mails a second; less sends less, at the same price a mail. */
        memoryMb: z.int().min(512).max(1_769).default(1_769),
      })
      .prefault({}),
    /** One of the numbers of days that CloudWatch Logs accepts. */
    logRetentionDays: z.enum(RetentionDays).exclude(['INFINITE']).default(RetentionDays.THREE_MONTHS),
    /** Days that the buckets keep uploads, reports of imports, and exports. What looks for traces counts on the most. */
    fileDays: z
      .strictObject({
        uploads: z.int().min(1).max(90).default(90),
        reports: z.int().min(1).max(30).default(30),
        exports: z.int().min(1).max(30).default(7),
      })
      .prefault({}),
    /**
     * How long the table keeps what nobody looks at any more. What looks for traces of a person goes by the jobs: nothing of
     * theirs may outlive them.
     */
    lifetimes: z
      .strictObject({
        mailMonths: z.int().min(3).max(120).default(24),
        historyMonths: z.int().min(3).max(120).default(36),
        jobMonths: z.int().min(5).max(120).default(13),
        deliveryDays: z.int().min(7).max(365).default(90),
        deliveryBodyDays: z.int().min(7).max(365).default(14),
      })
      .refine(({ deliveryBodyDays, deliveryDays }) => deliveryBodyDays <= deliveryDays, {
        path: ['deliveryBodyDays'],
        error: 'What a delivery posts is not kept longer than the delivery (deliveryDays).',
      })
      .refine(({ deliveryDays, jobMonths }) => deliveryDays < jobMonths * 30, {
        path: ['deliveryDays'],
        error: 'Deliveries are not kept longer than their runs (jobMonths).',
      })
      .prefault({}),
    /** Where Zoom is asked who was in a session, if not at the usual addresses: docs/operations.md, "Zoom". */
    zoom: z.strictObject({ apiUrl: z.url().optional(), tokenUrl: z.url().optional() }).prefault({}),
    /** What pages say in the stage's own words: docs/operations.md, "Words of your own". */
    pageTexts: StageTexts.default({}),
    /** Data goes when the stack goes. Never for a stage that holds people. */
    disposable: z.boolean().default(false),
    /** Hosts that webhooks may reach although they are not public; only `local` may name any. */
    webhookHostsExempt: z.array(z.string().min(1)).default([]),
    /** Ports that webhooks may be posted to, beside 443 and 8443. */
    webhookPorts: z.array(z.int().min(1).max(65_535)).default([]),
  })
  .refine(({ mailFrom, mailIdentity }) => isSentBy(mailIdentity, mailFrom), {
    path: ['mailFrom'],
    error: 'Must be the mail identity or an address of its domain.',
  })
  .refine(({ oidc, machineClients }) => oidc === undefined || machineClients === undefined, {
    path: ['machineClients'],
    error:
      'With an issuer of your own (oidc), that issuer makes clients: add their audience to oidc.audience.',
  });

type StageSettings = z.infer<typeof StageSettings>;

/** The settings of one stage, with its name. */
export interface Stage extends StageSettings {
  name: string;
}

/**
 * Reads a stage from the `stages` of cdk.json.
 * @throws an error that names the stage and each bad field
 */
export function readStage(stages: unknown, name: string): Stage {
  const known = z.record(z.string(), z.unknown()).parse(stages);
  if (!(name in known)) {
    throw new Error(`Stage "${name}" is not in cdk.json; it has ${Object.keys(known).join(', ')}.`);
  }
  const problems = [
    ...problemsOf(StageName.safeParse(name)),
    ...problemsOf(StageSettings.safeParse(known[name])),
  ];
  if (problems.length > 0) throw new Error(`Stage "${name}": ${problems.join('; ')}`);
  const settings = StageSettings.parse(known[name]);
  if (name !== localStage && settings.webhookHostsExempt.length > 0) {
    throw new Error(`Stage "${name}": webhookHostsExempt: only the stage "${localStage}" may exempt hosts.`);
  }
  return { ...settings, name };
}

function problemsOf(result: z.ZodSafeParseResult<unknown>): string[] {
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
}

function isSentBy(identity: string, from: string): boolean {
  return identity.includes('@') ? identity === from : from.endsWith(`@${identity}`);
}
