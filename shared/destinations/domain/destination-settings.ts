import * as z from 'zod';
import { FieldSource } from './field-source.ts';

const Name = z.string().trim().min(1).max(200);
/** The address of an API; adapters say which hosts it may be on. */
const BaseUrl = z.string().max(500).optional();

/** Which of our values go into which field of theirs, by its name there. */
const fields = z
  .array(z.strictObject({ to: Name, from: FieldSource }))
  .max(50)
  .default([]);
const tags = z.array(Name).max(20).default([]);

export const WebhookSettings = z.strictObject({ url: z.string().max(2000) });

/** A file of each run, which organizers take from their exports. */
export const FileSettings = z.strictObject({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  /** Columns, by their names in exports; else those that exports have. */
  fields: z.array(z.string().max(200)).min(1).max(100).optional(),
});
export type FileSettings = z.infer<typeof FileSettings>;

export const GetResponseSettings = z.strictObject({
  /** The list (campaign) by name or id: contacts of GetResponse are always on one. */
  list: Name,
  tags,
  fields,
  /** Of a MAX account: the address of its API. */
  baseUrl: BaseUrl,
  /** Of a MAX account: the domain of the account. */
  domain: z
    .string()
    .regex(/^[\w-]+(\.[\w-]+)+$/)
    .max(253)
    .optional(),
});
export type GetResponseSettings = z.infer<typeof GetResponseSettings>;

export const ActiveCampaignSettings = z.strictObject({
  /** As the account shows it under Settings > Developer: `https://name.api-us1.com`. */
  baseUrl: z.string().max(500),
  list: Name.optional(),
  tags,
  fields,
});
export type ActiveCampaignSettings = z.infer<typeof ActiveCampaignSettings>;

export const HubSpotSettings = z.strictObject({
  /** A static list, by name or id. */
  list: Name.optional(),
  fields,
  baseUrl: BaseUrl,
});
export type HubSpotSettings = z.infer<typeof HubSpotSettings>;

export const MailchimpSettings = z.strictObject({
  /** The audience by name or id: members of Mailchimp are always in one. */
  list: Name,
  tags,
  fields,
  /** Whether somebody new has to confirm at Mailchimp first. */
  doubleOptIn: z.boolean().default(false),
  baseUrl: BaseUrl,
});
export type MailchimpSettings = z.infer<typeof MailchimpSettings>;

export const BrevoSettings = z.strictObject({ list: Name.optional(), fields, baseUrl: BaseUrl });
export type BrevoSettings = z.infer<typeof BrevoSettings>;
