import { GetSendQuotaCommand, type SESClient } from '@aws-sdk/client-ses';

/** What SES lets the account send: mails a second, mails in 24 hours (-1: any number), and how many of these are sent. */
export async function readSendQuota(
  client: SESClient,
): Promise<{ perSecond: number; perDay: number; sentToday: number }> {
  const answer = await client.send(new GetSendQuotaCommand({}));
  return {
    perSecond: answer.MaxSendRate ?? 0,
    perDay: answer.Max24HourSend ?? 0,
    sentToday: answer.SentLast24Hours ?? 0,
  };
}
