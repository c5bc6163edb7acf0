import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type Message,
} from '@aws-sdk/client-sqs';
import { FIRST_SENT, firstSentAt } from './first-sent.ts';
import type { Queue } from './send-messages.ts';

const BATCH = 10;

/**
 * Moves dead letters back to their queue that were first sent after `since` (milliseconds since the epoch), `most` at most;
 * older ones stay for an operator. Answers how many. A letter that was sent back but not deleted, because the worker died
 * in between, comes twice.
 */
export async function redriveDeadLetters(
  deadLetters: Queue,
  queue: Queue,
  { since, most }: { since: number; most: number },
): Promise<number> {
  let taken = 0;
  while (taken < most) {
    const answer = await deadLetters.client.send(
      new ReceiveMessageCommand({
        QueueUrl: deadLetters.url,
        MaxNumberOfMessages: BATCH,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: [FIRST_SENT],
      }),
    );
    const letters = answer.Messages ?? [];
    if (letters.length === 0) break;
    const young = letters.filter((letter) => firstSent(letter) > since);
    taken += await move(deadLetters, queue, young);
  }
  return taken;
}

const firstSent = ({ MessageAttributes, Attributes }: Message): number =>
  Number(MessageAttributes?.[FIRST_SENT]?.StringValue ?? Attributes?.SentTimestamp);

async function move(from: Queue, to: Queue, letters: Message[]): Promise<number> {
  if (letters.length === 0) return 0;
  const sent = await to.client.send(
    new SendMessageBatchCommand({
      QueueUrl: to.url,
      Entries: letters.map((letter, index) => ({
        Id: String(index),
        MessageBody: letter.Body,
        MessageAttributes: firstSentAt(firstSent(letter)),
      })),
    }),
  );
  const lost = new Set((sent.Failed ?? []).map(({ Id }) => Id));
  const moved = letters.filter((_, index) => !lost.has(String(index)));
  if (moved.length > 0)
    await from.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: from.url,
        Entries: moved.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  return moved.length;
}
