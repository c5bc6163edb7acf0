import * as z from 'zod';
import type { Faults, LambdaInvoker, LocalClock, QueueDefinition, QueueMessage } from '../seams/ports.ts';
import type { LocalQueues } from '../sqs/local-queues.ts';
import type { QueueMappingDefinition } from '../template/definitions.ts';
import { readItemFailures } from './item-failures.ts';

export interface Mapping {
  isIdle(): boolean;
  stop(): void;
}

export interface QueueMappingParts {
  definition: QueueMappingDefinition;
  queue: QueueDefinition;
  functionName: string;
  queues: LocalQueues;
  invoker: LambdaInvoker;
  faults: Faults;
  clock: LocalClock;
  region: string;
  /** More would only wait for a process. */
  maxConcurrency: number;
}

const longestTimerMs = 2 ** 31 - 1;

/**
 * Feeds a function from a queue: it is woken by sends and never polls. What fails becomes visible again after its timeout.
 */
export function startQueueMapping(parts: QueueMappingParts): Mapping {
  const { definition, queue, queues, clock } = parts;
  const concurrency = Math.min(definition.maximumConcurrency ?? parts.maxConcurrency, parts.maxConcurrency);
  let running = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const fill = (): void => {
    while (!stopped && running < concurrency) {
      const messages = queues.receive(queue.url, { max: definition.batchSize });
      if (messages.length === 0) break;
      running += 1;
      void deliver(parts, messages, () => stopped).finally(() => {
        running -= 1;
        fill();
      });
    }
    if (!stopped) sleep();
  };

  /** Until the next message that is delayed or in flight becomes visible. */
  const sleep = (): void => {
    clearTimeout(timer);
    const due = queues.nextVisibleAt(queue.url);
    if (due === undefined) return;
    timer = setTimeout(fill, Math.min(Math.max(due - clock.now(), 0) + 1, longestTimerMs));
    timer.unref();
  };

  queues.onChange(queue.url, fill);
  queueMicrotask(fill);
  return {
    isIdle: () => running === 0 && queues.depth(queue.url).visible === 0,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function deliver(
  { definition, queue, queues, functionName, invoker, faults, region }: QueueMappingParts,
  messages: QueueMessage[],
  isStopped: () => boolean,
): Promise<void> {
  const event = { Records: messages.map((message) => toRecord(message, queue, region)) };
  try {
    let response = await invoker.invoke(functionName, event);
    if (faults.next('sqs', 'Deliver') === 'duplicate-event')
      response = await invoker.invoke(functionName, event);
    if (isStopped()) return;
    const failed = definition.reportsItemFailures
      ? readItemFailures(response, new Set(messages.map(({ messageId }) => messageId)))
      : new Set();
    for (const { messageId, receiptHandle } of messages) {
      if (!failed.has(messageId)) queues.delete(queue.url, receiptHandle);
    }
  } catch {
    // The function's log has the error; the messages come back when their visibility ends.
  }
}

/** Lambda hands attributes over in another case than SQS answers them. */
function lambdaAttributes(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      const { DataType, StringValue } = Attribute.parse(value);
      return [name, { dataType: DataType, stringValue: StringValue }];
    }),
  );
}

const Attribute = z.object({ DataType: z.string(), StringValue: z.string().optional() });

function toRecord(message: QueueMessage, queue: QueueDefinition, awsRegion: string): unknown {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.attributes,
    messageAttributes: lambdaAttributes(message.messageAttributes),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion,
  };
}
