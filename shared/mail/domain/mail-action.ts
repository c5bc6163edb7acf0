import * as z from 'zod';
import { Locale } from '../../platform/values/locale.ts';

/** A mail to many, as an organizer writes it. */
export const MailAction = z.strictObject({
  type: z.literal('mail'),
  subject: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(20_000),
  /** The language it is written in, which its footer uses too. Left out: the one that the text seems to be in. */
  locale: Locale.optional(),
});
export type MailAction = z.infer<typeof MailAction>;
