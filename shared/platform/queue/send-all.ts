import { sendMessages, type Queue } from './send-messages.ts';

/**
 * Sends messages and answers how many. Throws when the queue did not take all of them, so that the caller's caller tries
 * again.
 */
export async function sendAll(queue: Queue, messages: unknown[], delaySeconds = 0): Promise<number> {
  const unsent = await sendMessages(queue, messages, delaySeconds);
  if (unsent.size === 0) return messages.length;
  throw new Error(`${unsent.size} of ${messages.length} messages were not taken by the queue ${queue.url}.`);
}
