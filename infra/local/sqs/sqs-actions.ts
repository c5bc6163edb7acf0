import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { AwsError } from '../endpoint/aws-service.ts';
import { readJson } from '../endpoint/json-protocol.ts';
import type { QueueDefinition, QueueEngine, QueueMessage } from '../seams/ports.ts';

type Act = (engine: QueueEngine, queue: QueueDefinition, body: Buffer) => unknown;

const largestBytes = 1024 * 1024;
const delay = z.number().int().min(0).max(900).optional();
const message = z.looseObject({
  MessageBody: z.string().min(1),
  DelaySeconds: delay,
  MessageAttributes: z.record(z.string(), z.unknown()).optional(),
  MessageGroupId: z
    .string()
    .regex(/^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/)
    .optional(),
});
const receipt = z.looseObject({ ReceiptHandle: z.string() });
const visibility = receipt.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });
const reception = z.looseObject({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().optional(),
  WaitTimeSeconds: z.number().int().max(20).default(0),
});
const id = { Id: z.string() };

/** The actions of SQS on a queue that exists; what they answer is the output. */
export const sqsActions: Record<string, Act> = {
  SendMessage: (engine, queue, body) => send(engine, queue, readJson(message, body)),
  SendMessageBatch(engine, queue, body) {
    const entries = readEntries(message.extend(id), body);
    if (entries.reduce((size, one) => size + Buffer.byteLength(one.MessageBody), 0) > largestBytes) {
      throw new AwsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${largestBytes} bytes.`,
      );
    }
    return { Successful: entries.map((one) => ({ Id: one.Id, ...send(engine, queue, one) })), Failed: [] };
  },
  ReceiveMessage: (engine, queue, body) => receive(engine, queue, readJson(reception, body)),
  DeleteMessage(engine, queue, body) {
    engine.delete(queue.url, readJson(receipt, body).ReceiptHandle);
  },
  DeleteMessageBatch: (engine, queue, body) =>
    forEach(readEntries(receipt.extend(id), body), (one) => {
      engine.delete(queue.url, one.ReceiptHandle);
    }),
  ChangeMessageVisibility(engine, queue, body) {
    const { ReceiptHandle, VisibilityTimeout } = readJson(visibility, body);
    engine.changeVisibility(queue.url, ReceiptHandle, VisibilityTimeout);
  },
  ChangeMessageVisibilityBatch: (engine, queue, body) =>
    forEach(readEntries(visibility.extend(id), body), (one) => {
      engine.changeVisibility(queue.url, one.ReceiptHandle, one.VisibilityTimeout);
    }),
  PurgeQueue(engine, queue) {
    engine.purge(queue.url);
  },
  GetQueueUrl: (_engine, queue) => ({ QueueUrl: queue.url }),
  GetQueueAttributes: (engine, queue) => ({ Attributes: describe(engine, queue) }),
  ListQueues: () => undefined,
};

/**
 * A batch of which the first half is done; the other entries are answered as failed, each for itself, as SQS does when it is
 * short of something. Only whoever reads the answer knows.
 */
export async function actPartly(
  act: Act,
  engine: QueueEngine,
  queue: QueueDefinition,
  body: Buffer,
): Promise<unknown> {
  const { Entries, ...rest } = readJson(z.looseObject({ Entries: z.array(z.looseObject(id)) }), body);
  const kept = Entries.slice(0, Math.floor(Entries.length / 2));
  const half = Buffer.from(JSON.stringify({ ...rest, Entries: kept }));
  const done = kept.length === 0 ? {} : await act(engine, queue, half);
  const Failed = Entries.slice(kept.length).map(({ Id }) => ({
    Id,
    SenderFault: false,
    Code: 'InternalError',
    Message: 'The request processing has failed because of an unknown error.',
  }));
  return { Successful: [], ...z.looseObject({}).parse(done), Failed };
}

function readEntries<S extends z.ZodType<{ Id: string }>>(entry: S, body: Buffer): z.output<S>[] {
  const { Entries } = readJson(z.looseObject({ Entries: z.array(entry) }), body);
  if (Entries.length === 0) throw new AwsError('EmptyBatchRequest', 'There should be at least one entry.');
  if (Entries.length > 10)
    throw new AwsError('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  if (new Set(Entries.map(({ Id }) => Id)).size < Entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Two entries have the same Id.');
  }
  return Entries;
}

function forEach<T extends { Id: string }>(entries: T[], act: (entry: T) => void): unknown {
  entries.forEach(act);
  return { Successful: entries.map(({ Id }) => ({ Id })), Failed: [] };
}

function send(
  engine: QueueEngine,
  queue: QueueDefinition,
  given: z.output<typeof message>,
): { MessageId: string; MD5OfMessageBody: string } {
  const { MessageBody: body, DelaySeconds: delaySeconds, MessageAttributes: messageAttributes } = given;
  const { MessageGroupId: groupId } = given;
  if (Buffer.byteLength(body) > largestBytes) {
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${largestBytes} bytes.`,
    );
  }
  const { messageId, md5OfBody } = engine.send(queue.url, {
    body,
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(messageAttributes !== undefined && { messageAttributes }),
    ...(groupId !== undefined && { groupId }),
  });
  return { MessageId: messageId, MD5OfMessageBody: md5OfBody };
}

/** Long polling looks again every 100 ms. */
async function receive(
  engine: QueueEngine,
  { url }: QueueDefinition,
  given: z.output<typeof reception>,
): Promise<unknown> {
  const { MaxNumberOfMessages: max, VisibilityTimeout: visibilitySeconds, WaitTimeSeconds } = given;
  const until = Date.now() + WaitTimeSeconds * 1000;
  for (;;) {
    const messages = engine.receive(url, {
      max,
      ...(visibilitySeconds !== undefined && { visibilitySeconds }),
    });
    if (messages.length > 0 || Date.now() >= until) return { Messages: messages.map(formatMessage) };
    await wait(100);
  }
}

function formatMessage(received: QueueMessage): unknown {
  return {
    MessageId: received.messageId,
    ReceiptHandle: received.receiptHandle,
    Body: received.body,
    MD5OfBody: received.md5OfBody,
    Attributes: received.attributes,
    MessageAttributes: received.messageAttributes,
  };
}

function describe(engine: QueueEngine, queue: QueueDefinition): Record<string, string> {
  const { visible, inFlight, delayed } = engine.depth(queue.url);
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(queue.visibilitySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
  };
}
