import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import type { InItsStead } from '../problems/retry-later.ts';
import { log } from '../runtime/log.ts';
import { FIRST_SENT, firstSentAt } from './first-sent.ts';
import type { Queue } from './send-messages.ts';

/** A message, and what takes its place. */
export interface Replaced {
  record: SQSRecord;
  instead: InItsStead;
}

/**
 * Sends what takes the place of messages (of one batch: at most ten); they keep the age of those. Answers which were not taken,
 * whose messages have to come again themselves. Each is told of in the log with its age, by which an alarm rings.
 */
export async function sendInstead(queue: Queue, replaced: Replaced[]): Promise<SQSRecord[]> {
  if (replaced.length === 0) return [];
  for (const { record } of replaced)
    log.info('message waits', {
      messageId: record.messageId,
      waitedSeconds: Math.round((Date.now() - firstSentOf(record)) / 1_000),
    });
  try {
    const { Failed = [] } = await queue.client.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: replaced.map(({ record, instead }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(instead.body),
          DelaySeconds: jittered(instead.afterSeconds),
          MessageAttributes: firstSentAt(firstSentOf(record)),
          ...groupOf(record.attributes),
        })),
      }),
    );
    const lost = new Set(Failed.map(({ Id }) => Id));
    return replaced.filter((_, index) => lost.has(String(index))).map(({ record }) => record);
  } catch (error) {
    log.error('messages were not replaced', error, { messages: replaced.length });
    return replaced.map(({ record }) => record);
  }
}

const firstSentOf = ({ messageAttributes, attributes }: SQSRecord): number =>
  Number(messageAttributes[FIRST_SENT]?.stringValue ?? attributes.SentTimestamp);

/** It stays whose it was, among those that share the queue. */
const groupOf = ({ MessageGroupId }: SQSRecord['attributes']) =>
  MessageGroupId === undefined ? {} : { MessageGroupId };

/** From half to the whole, so that not all come at once. */
const jittered = (seconds: number): number => Math.ceil(seconds * (0.5 + Math.random() / 2));
