import * as z from 'zod';
import { idOf } from '../../platform/values/ids.ts';
import {
  ActiveCampaignSettings,
  BrevoSettings,
  FileSettings,
  GetResponseSettings,
  HubSpotSettings,
  MailchimpSettings,
  WebhookSettings,
} from './destination-settings.ts';

export const DestinationId = idOf('dst');

/** What the settings of each type are. */
export const settingsOf = {
  webhook: WebhookSettings,
  getresponse: GetResponseSettings,
  activecampaign: ActiveCampaignSettings,
  hubspot: HubSpotSettings,
  mailchimp: MailchimpSettings,
  brevo: BrevoSettings,
  file: FileSettings,
} as const;

export type DestinationType = keyof typeof settingsOf;
/** Systems that keep contacts, each with an adapter of its own. */
export type CrmType = Exclude<DestinationType, 'webhook' | 'file'>;

/** The type, if it is one of a system that keeps contacts. */
export const crmTypeOf = (type: DestinationType): CrmType | undefined =>
  type === 'webhook' || type === 'file' ? undefined : type;

export const DestinationType = z.enum([
  'webhook',
  'getresponse',
  'activecampaign',
  'hubspot',
  'mailchimp',
  'brevo',
  'file',
]);

/** A system that people are handed over to. Its secret is kept elsewhere. */
export const Destination = z.object({
  id: DestinationId,
  type: DestinationType,
  name: z.string(),
  settings: z.record(z.string(), z.unknown()),
  enabled: z.boolean(),
  /** Since when it is switched off, and why. */
  disabledSince: z.string().optional(),
  reason: z.string().optional(),
  /** Raised with each secret that it is given; 0: it has none. */
  secretRound: z.number(),
  secretChangedAt: z.string().optional(),
  /** When it last took somebody, to the hour. */
  tookAt: z.string().optional(),
  createdAt: z.string(),
  createdBy: z.string(),
  version: z.number(),
});
export type Destination = z.infer<typeof Destination>;

/** How long the secret before signs beside the new one. */
const ROTATION_MS = 24 * 60 * 60_000;

/** Until when both secrets of a webhook sign after a change; undefined when only one does. */
export function rotatesUntil(
  { secretRound, secretChangedAt }: Destination,
  nowMs: number,
): string | undefined {
  if (secretRound < 2 || secretChangedAt === undefined) return undefined;
  const until = Date.parse(secretChangedAt) + ROTATION_MS;
  return until > nowMs ? new Date(until).toISOString() : undefined;
}
