import * as z from 'zod';

/** A mail to many, as an organizer writes it. */
export const MailAction = z.strictObject({
  type: z.literal('mail'),
  subject: z.string().trim().min(1).max(200),
  text: z.string().trim().min(1).max(20_000),
});
export type MailAction = z.infer<typeof MailAction>;
