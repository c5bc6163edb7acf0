import * as z from 'zod';

/** The templates of reminders: two for the time before a session, two for the time after it. */
export const MailTemplate = z.enum(['reminder', 'last-call', 'follow-up', 'missed']);
export type MailTemplate = z.infer<typeof MailTemplate>;
