import { SESClient } from '@aws-sdk/client-ses';
import type { MailSender } from './send-mail.ts';

/** The SDK must not try again by itself: after a lost answer it would send a mail twice. */
export function createMailSender(configurationSet: string): MailSender {
  return { client: new SESClient({ maxAttempts: 1 }), configurationSet };
}
