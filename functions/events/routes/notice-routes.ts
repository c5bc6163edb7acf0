import * as z from 'zod';
import { mailWish, Notice, webhookWish } from '../../../shared/notices/domain/notice.ts';
import { Instant, named } from '../../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { Email } from '../../../shared/platform/values/email-address.ts';
import { WebhookDestination } from '../../../shared/platform/values/webhook-destination.ts';

const { url, secret } = WebhookDestination.shape;

const mailExample = {
  address: 'ann@example.org',
  locale: 'en' as const,
  acts: ['registered' as const, 'cancelled' as const],
  daily: { at: '08:00', timeZone: 'Europe/Berlin' },
};
const webhookExample = { url: 'https://hooks.example.com/turnout', acts: ['registered' as const] };

/** What somebody asks to be told of; what is left out is switched off. */
export const noticesRequest = (address: z.ZodType<string> = url) =>
  z.strictObject({
    mail: z.strictObject({ ...mailWish, address: Email }).nullish(),
    webhook: z.strictObject({ ...webhookWish, url: address, secret }).nullish(),
  });

const NoticesRequest = named('NoticesRequest', noticesRequest(), {
  mail: mailExample,
  webhook: webhookExample,
});

const { mail, webhook } = Notice.shape;

export const NoticesView = named(
  'Notices',
  z.object({
    mail: z
      .object({
        ...mail.unwrap().omit({ addressId: true }).shape,
        /** `stopped`: somebody at the address wants no more of them, or it takes no mail. */
        state: z.enum(['on', 'stopped']),
      })
      .optional(),
    webhook: z
      .object({
        ...webhook.unwrap().shape,
        /** Shown once, when it was made. */
        secret,
        state: z.enum(['on', 'switched-off']),
        reason: z.string().optional(),
      })
      .optional(),
    updatedAt: Instant.optional(),
  }),
  {
    mail: { ...mailExample, state: 'on' },
    webhook: { ...webhookExample, state: 'on' },
    updatedAt: '2027-03-01T09:00:00.000Z',
  },
);
export type NoticesView = z.infer<typeof NoticesView>;

const EverybodysNotices = named(
  'EverybodysNotices',
  z.object({ items: z.array(z.object({ id: z.string(), ...NoticesView.shape })) }),
  {
    items: [
      {
        id: 'ntc_5f0c2d3e4f5061728394a5b6c7d8e9fa',
        mail: { ...mailExample, state: 'on' },
        updatedAt: '2027-03-01T09:00:00.000Z',
      },
    ],
  },
);

/** What organizers are told of. */
export const noticeRoutes = organizerRoutes('Notices', {
  'GET /v1/notices': {
    id: 'getNotices',
    summary: 'Show what you asked to be told of',
    permission: 'people:read',
    answers: { 200: NoticesView },
  },
  'PUT /v1/notices': {
    id: 'setNotices',
    summary: 'Set what you are told of',
    details:
      'Set whole: what is left out is switched off. Acts are `registered`, `confirmed`, `cancelled`, `moved-up` (from the waiting list) and `attended`; what an import or a bulk action does with many is none. Mails gather the acts of five minutes; a webhook gets each act by itself, signed and tried again as hand-overs are. `daily` is a summary of the last whole day (UTC) at an hour of your own zone, when anything happened. Without `eventIds` all events are meant. A webhook’s secret that was made is shown this once.',
    permission: 'people:read',
    furtherPermissions: 'people:hand-over, when a webhook is set.',
    body: NoticesRequest,
    answers: { 200: NoticesView },
    problems: ['conflict'],
  },
  'GET /v1/notices/everybody': {
    id: 'listNotices',
    summary: 'List what all organizers asked to be told of',
    permission: 'settings:write',
    answers: { 200: EverybodysNotices },
  },
  'DELETE /v1/notices/{noticeId}': {
    id: 'deleteNotices',
    summary: 'Switch off what an organizer is told of, such as one who left',
    permission: 'settings:write',
    answers: { 204: NOTHING },
  },
});
