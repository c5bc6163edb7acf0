import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LocalClock, QueueDefinition, QueueEngine, QueueMessage } from '../ports.ts';
import type { StateDb } from '../state/state-db.ts';
import { queueStatements } from './queue-statements.ts';

const Row = z.object({
  id: z.string(),
  body: z.string(),
  message_attributes: z.string(),
  sent_at: z.number(),
  receive_count: z.number(),
  first_received_at: z.number().nullable(),
});
type Row = z.infer<typeof Row>;
const Attributes = z.record(z.string(), z.unknown());
const Counts = z.object({ visible: z.number(), in_flight: z.number(), delayed: z.number() });
const Due = z.object({ due: z.number().nullable() });

/** The engine, with what only the local cloud itself asks of it. */
export interface LocalQueues extends QueueEngine {
  /** Calls `wake` whenever a message may have become receivable. */
  onChange(queueUrl: string, wake: () => void): void;
  /** Tells the listeners that time has moved on. */
  wake(queueUrl: string): void;
  /** When the next message that is invisible now becomes visible. */
  nextVisibleAt(queueUrl: string): number | undefined;
  /** Bodies of the first messages, for looking at; they stay where they are. */
  peek(queueUrl: string, limit: number): { id: string; body: string }[];
}

/** SQS standard queues in the state database: at least once, no order promised, times on the local clock. */
export function openQueues(definitions: QueueDefinition[], state: StateDb, clock: LocalClock): LocalQueues {
  const statements = queueStatements(state.database);
  const byUrl = new Map(definitions.map((queue) => [queue.url, queue]));
  const byArn = new Map(definitions.map((queue) => [queue.arn, queue]));
  const listeners = new Map<string, (() => void)[]>();

  const find = (url: string): QueueDefinition => {
    const queue = byUrl.get(url);
    if (queue === undefined) throw new Error(`There is no queue ${url}.`);
    return queue;
  };
  const wake = ({ url }: QueueDefinition): void => {
    for (const listener of listeners.get(url) ?? []) listener();
  };

  /** Moves a message that was received too often to its dead-letter queue. */
  const redrive = (queue: QueueDefinition, row: Row): boolean => {
    const target = byArn.get(queue.deadLetter?.arn ?? '');
    if (target === undefined || row.receive_count < (queue.deadLetter?.maxReceiveCount ?? Infinity))
      return false;
    statements.move.run(target.name, clock.now(), row.id);
    wake(target);
    return true;
  };

  const take = (row: Row, visibilitySeconds: number): QueueMessage => {
    const now = clock.now();
    const receiptHandle = randomUUID();
    statements.take.run(now + visibilitySeconds * 1000, now, receiptHandle, row.id);
    return toMessage(row, receiptHandle, now);
  };

  return {
    definitions: () => definitions,
    send(url, { body, delaySeconds, messageAttributes }) {
      const queue = find(url);
      const messageId = randomUUID();
      const now = clock.now();
      const visibleAt = now + (delaySeconds ?? queue.delaySeconds) * 1000;
      statements.insert.run(
        messageId,
        queue.name,
        body,
        JSON.stringify(messageAttributes ?? {}),
        now,
        visibleAt,
      );
      queueMicrotask(() => {
        wake(queue);
      });
      return { messageId, md5OfBody: md5(body) };
    },
    receive(url, { max, visibilitySeconds }) {
      const queue = find(url);
      return state.transaction(() => {
        statements.expire.run(queue.name, clock.now() - queue.retentionSeconds * 1000);
        const messages: QueueMessage[] = [];
        for (const found of statements.visible.all(queue.name, clock.now(), max)) {
          const row = Row.parse(found);
          if (redrive(queue, row)) continue;
          messages.push(take(row, visibilitySeconds ?? queue.visibilitySeconds));
        }
        return messages;
      });
    },
    delete(url, receiptHandle) {
      statements.remove.run(find(url).name, receiptHandle);
    },
    changeVisibility(url, receiptHandle, seconds) {
      const queue = find(url);
      statements.show.run(clock.now() + seconds * 1000, queue.name, receiptHandle);
      wake(queue);
    },
    purge(url) {
      statements.purge.run(find(url).name);
    },
    depth(url) {
      const now = clock.now();
      const counts = Counts.parse(statements.count.get(now, now, now, find(url).name));
      return { visible: counts.visible, inFlight: counts.in_flight, delayed: counts.delayed };
    },
    onChange(url, listener) {
      listeners.set(url, [...(listeners.get(url) ?? []), listener]);
    },
    wake(url) {
      wake(find(url));
    },
    nextVisibleAt: (url) => Due.parse(statements.nextDue.get(find(url).name, clock.now())).due ?? undefined,
    peek: (url, limit) =>
      statements.peek.all(find(url).name, limit).map((row) => Row.pick({ id: true, body: true }).parse(row)),
  };
}

function toMessage(row: Row, receiptHandle: string, now: number): QueueMessage {
  return {
    messageId: row.id,
    receiptHandle,
    body: row.body,
    attributes: {
      ApproximateReceiveCount: String(row.receive_count + 1),
      SentTimestamp: String(row.sent_at),
      SenderId: 'local',
      ApproximateFirstReceiveTimestamp: String(row.first_received_at ?? now),
    },
    messageAttributes: Attributes.parse(JSON.parse(row.message_attributes)),
    md5OfBody: md5(row.body),
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
