import * as z from 'zod';
import { settingsOf, type DestinationType } from './destination.ts';

const Name = z.string().trim().min(1).max(100);
/** Kept by a vault, and never shown again. */
const Secret = z
  .string()
  .regex(/^[\x21-\x7e]{1,500}$/, 'must be one line without blanks, of 500 characters at most');

const draft = <T extends DestinationType>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    name: Name,
    settings: settingsOf[type],
    secret: Secret.optional(),
    enabled: z.boolean().optional(),
  });

/** A destination as organizers ask for it. */
export const DestinationDraft = z.discriminatedUnion('type', [
  draft('webhook'),
  draft('getresponse'),
  draft('activecampaign'),
  draft('hubspot'),
  draft('mailchimp'),
  draft('brevo'),
  draft('file'),
]);
export type DestinationDraft = z.infer<typeof DestinationDraft>;

/** A change of one; settings are given whole. Its type stays. */
export const DestinationPatch = z.strictObject({
  name: Name.optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  secret: Secret.optional(),
  enabled: z.boolean().optional(),
});
export type DestinationPatch = z.infer<typeof DestinationPatch>;
