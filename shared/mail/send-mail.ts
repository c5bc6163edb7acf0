import { SendRawEmailCommand, SESServiceException, type SESClient } from '@aws-sdk/client-ses';

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

/** Whether the provider surely did not take the mail. After a time-out or a 5xx nobody knows. */
export function wasRefused(error: unknown): boolean {
  const status = error instanceof SESServiceException ? error.$metadata.httpStatusCode : undefined;
  return status !== undefined && status >= 400 && status < 500;
}

/** Whether it makes sense to try the same mail again later. */
export function isThrottled(error: unknown): boolean {
  return error instanceof SESServiceException && /Throttl|TooManyRequests|LimitExceeded/.test(error.name);
}
