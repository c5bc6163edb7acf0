import * as z from 'zod';
import { DestinationRef, HandoverRule } from '../../../shared/handovers/domain/handover-rule.ts';
import { MailTemplate } from '../../../shared/mail/domain/mail-template.ts';
import { ReminderRule } from '../../../shared/mail/domain/reminder-rule.ts';
import { Instant, named } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { WebhookDestination } from '../../../shared/platform/values/webhook-destination.ts';
import { RuleId } from '../../../shared/rules/domain/rule.ts';

const MOST_RULES = 20;

/** The schema of a set of rules in a PUT; what a GET answered besides them may come back, and is ignored. */
export const rulesOf = <S extends z.ZodType>(rule: S) =>
  z.strictObject({ rules: z.array(rule).max(MOST_RULES) });

const told = { version: z.number().optional(), timedAt: z.string().optional() };
const planned = { planned: z.array(z.unknown()).optional() };
const state = {
  state: z.enum(['on', 'switched-off']),
  reason: z.string().optional(),
  since: z.string().optional(),
  secretRotatesUntil: z.string().optional(),
};

/** What is told of a destination that is kept by itself. */
const ofKept = { type: z.string().optional(), name: z.string().optional() };

const ReminderSet = named('ReminderSet', rulesOf(ReminderRule.extend(told)).extend(planned), {
  rules: [{ anchor: 'start', offsetMinutes: -60, audience: 'registered', template: 'reminder' }],
});
const HandoverSet = named(
  'HandoverSet',
  rulesOf(
    HandoverRule.extend({
      ...told,
      destination: z.union([
        WebhookDestination.extend(z.object(state).partial().shape),
        DestinationRef.extend(z.object({ ...state, ...ofKept }).partial().shape),
      ]),
    }),
  ).extend(planned),
  {
    rules: [
      {
        name: 'CRM',
        anchor: 'end',
        offsetMinutes: 60,
        audience: 'participants',
        destination: { type: 'webhook', url: 'https://crm.example.com/hook' },
      },
    ],
  },
);

const PlannedFire = z.object({
  sessionId: z.string(),
  ruleId: RuleId,
  dueAt: Instant,
  /** `past`: its moment had passed already when it was set, and it is not made up for. */
  state: z.enum(['planned', 'past']),
});
const stored = { id: RuleId, version: z.number(), timedAt: z.string().optional() };

export const RemindersView = named(
  'Reminders',
  z.object({
    rules: z.array(ReminderRule.extend({ ...stored, template: MailTemplate })),
    planned: z.array(PlannedFire),
  }),
  {
    rules: [
      {
        id: 'hour',
        version: 1,
        anchor: 'start',
        offsetMinutes: -60,
        audience: 'registered',
        template: 'reminder',
      },
    ],
    planned: [
      {
        sessionId: 'ses_019a0b1c2d3e4f5061728394a5b6c7d8',
        ruleId: 'hour',
        dueAt: '2027-03-21T08:00:00.000Z',
        state: 'planned',
      },
    ],
  },
);
export type RemindersView = z.infer<typeof RemindersView>;

export const HandoversView = named(
  'Handovers',
  z.object({
    rules: z.array(
      HandoverRule.extend({
        ...stored,
        destination: z.union([
          WebhookDestination.extend(state),
          DestinationRef.extend({ ...state, ...ofKept }),
        ]),
      }),
    ),
    planned: z.array(PlannedFire),
  }),
  {
    rules: [
      {
        id: 'crm',
        version: 1,
        name: 'CRM',
        anchor: 'end',
        offsetMinutes: 60,
        audience: 'participants',
        destination: { type: 'webhook', url: 'https://crm.example.com/hook', state: 'on' },
      },
    ],
    planned: [],
  },
);
export type HandoversView = z.infer<typeof HandoversView>;

/** The reminders and hand-overs of an event, before and after each of its sessions. */
export const ruleRoutes = organizerRoutes('Reminders and hand-overs', {
  'GET /v1/events/{eventId}/reminders': {
    id: 'getReminders',
    summary: 'Show the reminders of an event, and when they are due',
    permission: 'events:read',
    answers: { 200: RemindersView },
    answerHeaders: ['etag'],
  },
  'PUT /v1/events/{eventId}/reminders': {
    id: 'setReminders',
    summary: 'Replace the reminders of an event',
    permission: 'events:write',
    headers: ['if-match'],
    body: ReminderSet,
    answers: { 200: RemindersView },
    answerHeaders: ['etag'],
  },
  'GET /v1/events/{eventId}/handovers': {
    id: 'getHandovers',
    summary: 'Show the hand-overs of an event, and when they are due',
    permission: 'events:read',
    answers: { 200: HandoversView },
    answerHeaders: ['etag'],
  },
  'PUT /v1/events/{eventId}/handovers': {
    id: 'setHandovers',
    summary: 'Replace the hand-overs of an event',
    details: 'A secret that was made is shown this once.',
    permission: 'events:write',
    furtherPermissions:
      'people:hand-over, when a rule posts to another place or posts other people than the rules of before.',
    headers: ['if-match'],
    body: HandoverSet,
    answers: { 200: HandoversView },
    answerHeaders: ['etag'],
  },
});
