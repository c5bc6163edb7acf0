import * as z from 'zod';
import { AuditEntry } from '../../../shared/history/domain/audit.ts';
import { Filter } from '../../../shared/filters/domain/filter.ts';
import { JobStatus } from '../../../shared/jobs/domain/job.ts';
import { HistoryEntry } from '../../../shared/people/domain/history.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { Retention } from '../../../shared/privacy/domain/retention.ts';
import { Consent, Registration } from '../../../shared/registrations/domain/registration.ts';
import { JobView } from './job-view.ts';

export const confirmInstruction = 'Repeat the e-mail address or the id of the person who is to be erased.';
export const Confirmation = named(
  'EraseConfirmation',
  z.strictObject({ confirm: z.string({ error: confirmInstruction }).max(300) }),
  { confirm: 'ann@example.com' },
);

const moment = z.string().optional();

const AccessReport = named(
  'SubjectAccessReport',
  z.object({
    exportedAt: z.string(),
    /** Everything that the person's own record holds. */
    participant: z.looseObject({ id: z.string(), status: z.string() }),
    registrations: z.array(Registration.extend({ id: z.string(), consent: Consent.optional() })),
    history: z.array(HistoryEntry),
    mails: z.array(
      z.object({
        id: z.string(),
        eventId: moment,
        runId: moment,
        state: moment,
        sentAt: moment,
        claimedAt: z.string(),
        subject: moment,
      }),
    ),
    deliveries: z.array(
      z.object({
        runId: z.string(),
        status: z.string(),
        createdAt: z.string(),
        finishedAt: moment,
        /** What was sent to the other system. */
        body: z.unknown(),
      }),
    ),
    imports: z.array(
      z.object({
        id: z.string(),
        key: z.string(),
        createdAt: z.string(),
        createdBy: z.string(),
        line: z.number().optional(),
      }),
    ),
  }),
  {
    exportedAt: '2027-03-01T09:00:00.000Z',
    participant: { id: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa', status: 'active', email: 'ann@example.com' },
    registrations: [],
    history: [],
    mails: [],
    deliveries: [],
    imports: [],
  },
);

export const RetentionRules = named(
  'RetentionRules',
  z.strictObject({ ...Retention.shape, dryRun: z.boolean().default(false) }),
  { enabled: true, unseenMonths: 36 },
);

export const RetentionView = named(
  'Retention',
  z.object({
    ...Retention.shape,
    /** Days that deleted people can be restored. */
    deletedDays: z.number(),
    /** Months that the audit log is kept. */
    auditMonths: z.number(),
    /** Days that files are kept: uploads, reports, exports. */
    uploadDays: z.number(),
    reportDays: z.number(),
    exportDays: z.number(),
  }),
  {
    enabled: true,
    unseenMonths: 36,
    deletedDays: 30,
    auditMonths: 24,
    uploadDays: 90,
    reportDays: 30,
    exportDays: 7,
  },
);
export type RetentionView = z.infer<typeof RetentionView>;

export const Month = z.object({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2027-03')
    .optional(),
});

const AuditView = named(
  'AuditEntry',
  AuditEntry.extend({
    /** What a job was asked for and what came of it. */
    status: JobStatus.optional(),
    filter: Filter.optional(),
    excluded: z.number().optional(),
    fields: z.array(z.string()).optional(),
    counts: z.record(z.string(), z.number()).optional(),
  }),
  {
    at: '2027-03-01T09:00:00.000Z',
    id: 'exp_019a0b1c2d3e4f5061728394a5b6c7d8',
    actor: 'user-1',
    act: 'export',
    what: 'exp_019a0b1c2d3e4f5061728394a5b6c7d8',
    status: 'done',
    fields: ['email'],
    counts: { rows: 2 },
  },
);

/** Rights of people by law, retention, and the audit log. */
export const privacyRoutes = organizerRoutes('Privacy', {
  'GET /v1/participants/{participantId}/data': {
    id: 'getSubjectAccessReport',
    summary: 'Show all that is known of a person',
    permission: 'people:disclose',
    answers: { 200: AccessReport },
    problems: ['too-large'],
  },
  'POST /v1/participants/{participantId}/erase': {
    id: 'eraseParticipant',
    summary: 'Erase a person',
    details: 'It cannot be undone: the body repeats who is meant. The answer is the job that does it.',
    permission: 'people:erase',
    body: Confirmation,
    answers: { 202: JobView },
  },
  'GET /v1/retention': {
    id: 'getRetention',
    summary: 'Show how long people are kept',
    permission: 'settings:write',
    answers: { 200: RetentionView },
    answerHeaders: ['etag'],
  },
  'PUT /v1/retention': {
    id: 'setRetention',
    summary: 'Set how long people are kept',
    details: 'With `dryRun` nothing is set: the answer is a job that counts whom the rules would erase now.',
    permission: 'settings:write',
    headers: ['if-match'],
    body: RetentionRules,
    answers: { 200: RetentionView, 202: JobView },
    answerHeaders: ['etag'],
  },
  'GET /v1/audit': {
    id: 'listAudit',
    summary: 'List who did what to people’s data in a month, newest first',
    details: 'Without `month`, of this one (UTC).',
    permission: 'audit:read',
    query: Paging.extend(Month.shape),
    answers: { 200: pageOf(AuditView) },
  },
});
