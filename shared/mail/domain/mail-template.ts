import * as z from 'zod';

/** What a reminder says: two for the time before a session, two for the time after it. */
export const MailTemplate = z.enum(['reminder', 'last-call', 'follow-up', 'missed']);
export type MailTemplate = z.infer<typeof MailTemplate>;
