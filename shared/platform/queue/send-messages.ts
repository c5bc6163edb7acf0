import { setTimeout as delay } from 'node:timers/promises';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { chunks } from '../values/chunks.ts';
import { inParallel } from '../values/in-parallel.ts';

/** A queue, and how to reach it. */
export interface Queue {
  client: SQSClient;
  url: string;
  /** Of a message, whose it is among those that share the queue: SQS lets none of them keep the others waiting. */
  groupOf?: (message: unknown) => string | undefined;
}

function groupIn({ groupOf }: Queue, body: unknown): { MessageGroupId?: string } {
  const group = groupOf?.(body);
  return group === undefined ? {} : { MessageGroupId: group };
}

const BATCH = 10;
/** Calls at once: what a batch of the stream causes is sent in the time of one. */
const AT_ONCE = 10;
const ATTEMPTS = 5;

/**
 * Sends messages, ten a call, and those that were not taken again.
 * Answers the positions of the messages that could not be sent at last.
 */
export async function sendMessages(
  queue: Queue,
  messages: unknown[],
  delaySeconds = 0,
): Promise<Set<number>> {
  let rest = messages.map((body, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify(body),
    DelaySeconds: delaySeconds,
    ...groupIn(queue, body),
  }));
  for (let attempt = 1; rest.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
    if (attempt > 1) await delay(Math.random() * 50 * 2 ** attempt);
    const failed: typeof rest = [];
    await inParallel(chunks(rest, BATCH), AT_ONCE, async (entries) => {
      const answer = await queue.client.send(
        new SendMessageBatchCommand({ QueueUrl: queue.url, Entries: entries }),
      );
      const ids = new Set(answer.Failed?.map((failure) => failure.Id));
      failed.push(...entries.filter((entry) => ids.has(entry.Id)));
    });
    rest = failed;
  }
  return new Set(rest.map((entry) => Number(entry.Id)));
}
