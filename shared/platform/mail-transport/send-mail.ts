import { SendRawEmailCommand, SESClient, SESServiceException } from '@aws-sdk/client-ses';

/** The SES client, and the configuration set whose events tell what became of each mail. */
export interface MailSender {
  client: SESClient;
  configurationSet: string;
}

/** The SDK must not try again by itself: after a lost answer it would send a mail twice. */
export function createMailSender(configurationSet: string): MailSender {
  return { client: new SESClient({ maxAttempts: 1 }), configurationSet };
}

/** Hands a raw mail to SES, tagged with our message id so that its events find the ledger. Answers SES's id. */
export async function sendMail(
  outlet: MailSender,
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

/**
 * Whether the provider refused this very mail, and will again. All else that it refuses (too fast, an account that is paused
 * or suspended, a sender or configuration set it does not know, a right that is missing) is our fault, which can be mended.
 */
export function isOfThisMail(error: unknown): boolean {
  if (!(error instanceof SESServiceException)) return false;
  if (error.name === 'MessageRejected') return !/not verified|suspended|paused/i.test(error.message);
  return error.name === 'InvalidParameterValue';
}

/** Whether the provider refused because it takes no more for the moment: the rate, or the day's quota. */
export function isTooFast(error: unknown): boolean {
  if (!(error instanceof SESServiceException)) return false;
  return /throttl|toomanyrequests/i.test(error.name) || /(rate|quota) exceeded/i.test(error.message);
}
