import { SESClient } from '@aws-sdk/client-ses';
import type { MailOutlet } from '../mail/send-mail.ts';

export function openOutlet(configurationSet: string): MailOutlet {
  return { client: new SESClient({}), configurationSet };
}
