import { SendRawEmailCommand, type SESClient } from '@aws-sdk/client-ses';

/** The way out for mail, and the configuration set whose events tell what became of it. */
export interface MailOutlet {
  client: SESClient;
  configurationSet: string;
}

/** Hands a raw mail to SES, tagged with our message id so that its events find the ledger. Answers SES's id. */
export async function sendMail(
  outlet: MailOutlet,
  mail: { raw: Uint8Array; messageId: string },
): Promise<string> {
  const answer = await outlet.client.send(
    new SendRawEmailCommand({
      RawMessage: { Data: mail.raw },
      ConfigurationSetName: outlet.configurationSet,
      Tags: [{ Name: 'message', Value: mail.messageId }],
    }),
  );
  return answer.MessageId ?? '';
}
