import { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import { log } from '../runtime/log.ts';
import type { Queue } from './send-messages.ts';

/** A message that was received, as far as it matters here. */
interface Received {
  messageId: string;
  receiptHandle: string;
  attributes: { ApproximateReceiveCount: string };
}

const FIRST_SECONDS = 20;
/** So that work is done soon after a fault has ended. */
const LONGEST_SECONDS = 5 * 60;

/**
 * Delays messages that failed: the wait doubles with every receive, jittered so that not all come at once. When this fails,
 * they come after the queue's own wait.
 */
export async function postpone(queue: Queue, messages: Received[]): Promise<void> {
  if (messages.length === 0) return;
  const entries = messages.map(({ messageId, receiptHandle, attributes }) => ({
    Id: messageId,
    ReceiptHandle: receiptHandle,
    VisibilityTimeout: waitOf(Number(attributes.ApproximateReceiveCount)),
  }));
  try {
    await queue.client.send(
      new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue.url, Entries: entries }),
    );
  } catch (error) {
    log.error('messages were not postponed', error, { messages: messages.length });
  }
}

/** Seconds from half to the whole of a time that doubles with every receive. */
function waitOf(receives: number): number {
  const longest = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (receives - 1));
  return Math.ceil(longest * (0.5 + Math.random() / 2));
}
