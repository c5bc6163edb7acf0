import { sendAll } from '../../platform/queue/send-all.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import { chunks } from '../../platform/values/chunks.ts';

/** Mails in one message: a function sends them within its time, also when SES is slow. */
const MAILS_PER_MESSAGE = 25;

/**
 * Queues a mail to each of the people; `about` is what the messages say besides the recipients. Whether each is sent is
 * decided when it is sent. Answers how many were queued.
 */
export async function queueMails<M extends { participantIds: string[] }>(
  bulk: Queue,
  participantIds: string[],
  about: Omit<M, 'participantIds'>,
): Promise<number> {
  const messages = chunks(participantIds, MAILS_PER_MESSAGE).map((some) => ({
    ...about,
    participantIds: some,
  }));
  await sendAll(bulk, messages);
  return participantIds.length;
}
