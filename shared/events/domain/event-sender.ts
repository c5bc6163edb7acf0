import * as z from 'zod';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { plainText } from '../../platform/values/text/plain-text.ts';

const ReplyTo = z
  .string()
  .max(320)
  .refine((text) => !isEmailFault(parseEmail(text)), {
    message: 'must be an e-mail address like team@example.com',
    params: { code: 'email-invalid' },
  });

/** Who the mails of an event come from, beside the stage's own address, which stays. */
export const EventSender = z.strictObject({
  name: plainText(100, 1).optional(),
  replyTo: ReplyTo.optional(),
});
