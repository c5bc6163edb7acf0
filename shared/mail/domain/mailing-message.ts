import * as z from 'zod';

/** A message saying that some people are to be mailed; whether each is, is decided when it is sent. */
export const MailingMessage = z.object({
  mailing: z.object({ jobId: z.string() }),
  participantIds: z.array(z.string()).max(100),
});
export type MailingMessage = z.infer<typeof MailingMessage>;
