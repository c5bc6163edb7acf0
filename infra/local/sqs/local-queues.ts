import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { LocalClock, QueueDefinition, QueueEngine, QueueMessage } from '../seams/ports.ts';
import type { StateDb } from '../state/state-db.ts';
import { FairShare } from './fair-share.ts';
import { queueStatements } from './queue-statements.ts';

const Row = z.object({
  id: z.string(),
  body: z.string(),
  message_attributes: z.string(),
  sent_at: z.number(),
  receive_count: z.number(),
  first_received_at: z.number().nullable(),
  message_group: z.string().nullable(),
});
type Row = z.infer<typeof Row>;
const Attributes = z.record(z.string(), z.unknown());
const Counts = z.object({ visible: z.number(), in_flight: z.number(), delayed: z.number() });
const AtWork = z.object({
  message_group: z.string().nullable(),
  messages: z.number(),
  ms: z.number().nullable(),
});
const Taken = z.object({ message_group: z.string().nullable(), taken_at: z.number().nullable() });
const Due = z.object({ due: z.number().nullable() });
const Peeked = z.object({ id: z.string(), body: z.string() });
type Sent = Parameters<QueueEngine['send']>[1];

/**
 * SQS standard queues in the state database: at least once, no order promised but that groups of messages get their share, times
 * on the local clock.
 */
export class LocalQueues implements QueueEngine {
  readonly #definitions: QueueDefinition[];
  readonly #state: StateDb;
  readonly #clock: LocalClock;
  readonly #statements: ReturnType<typeof queueStatements>;
  readonly #listeners = new Map<string, () => void>();
  readonly #shares = new Map<string, FairShare>();

  constructor(definitions: QueueDefinition[], state: StateDb, clock: LocalClock) {
    this.#definitions = definitions;
    this.#state = state;
    this.#clock = clock;
    this.#statements = queueStatements(state.database);
  }

  definitions(): QueueDefinition[] {
    return this.#definitions;
  }

  send(queueUrl: string, message: Sent): { messageId: string; md5OfBody: string } {
    const queue = this.#find(queueUrl);
    const { body, messageAttributes, delaySeconds = queue.delaySeconds, groupId } = message;
    const messageId = randomUUID();
    const now = this.#clock.now();
    const attributes = JSON.stringify(messageAttributes ?? {});
    const visibleAt = now + delaySeconds * 1000;
    if (groupId !== undefined && !this.#shares.has(queue.name)) this.#shares.set(queue.name, new FairShare());
    this.#statements.insert.run(messageId, queue.name, body, attributes, now, visibleAt, groupId ?? null);
    // After the transaction that this may be part of.
    queueMicrotask(() => {
      this.wake(queueUrl);
    });
    return { messageId, md5OfBody: md5(body) };
  }

  receive(queueUrl: string, options: { max: number; visibilitySeconds?: number }): QueueMessage[] {
    const queue = this.#find(queueUrl);
    const visibilityMs = (options.visibilitySeconds ?? queue.visibilitySeconds) * 1000;
    return this.#state.transaction(() => {
      const now = this.#clock.now();
      this.#statements.expire.run(queue.name, now - queue.retentionSeconds * 1000);
      const rows = this.#nextRows(queue, now, options.max).map((row) => Row.parse(row));
      return rows
        .filter((row) => !this.#redrive(queue, row))
        .map((row) => this.#take(row, now, visibilityMs));
    });
  }

  delete(queueUrl: string, receiptHandle: string): void {
    const { name } = this.#find(queueUrl);
    const group = this.#noteTime(name, receiptHandle);
    this.#statements.remove.run(name, receiptHandle);
    if (group && !this.#statements.anyOf.get(name, group)) this.#shares.get(name)?.forget(group);
  }

  changeVisibility(queueUrl: string, receiptHandle: string, seconds: number): void {
    const visibleAt = this.#clock.now() + seconds * 1000;
    this.#statements.show.run(visibleAt, this.#find(queueUrl).name, receiptHandle);
    this.wake(queueUrl);
  }

  purge(queueUrl: string): void {
    this.#statements.purge.run(this.#find(queueUrl).name);
  }

  depth(queueUrl: string): { visible: number; inFlight: number; delayed: number } {
    const now = this.#clock.now();
    const counts = Counts.parse(this.#statements.count.get(now, now, now, this.#find(queueUrl).name));
    return { visible: counts.visible, inFlight: counts.in_flight, delayed: counts.delayed };
  }

  /** Calls `listener` whenever a message may have become receivable; one listener per queue. */
  onChange(queueUrl: string, listener: () => void): void {
    this.#listeners.set(queueUrl, listener);
  }

  /** Has the listener look again, e.g. because the clock moved. */
  wake(queueUrl: string): void {
    this.#listeners.get(queueUrl)?.();
  }

  /** When the next message that is invisible now becomes visible. */
  nextVisibleAt(queueUrl: string): number | undefined {
    const found = this.#statements.nextDue.get(this.#find(queueUrl).name, this.#clock.now());
    return Due.parse(found).due ?? undefined;
  }

  /** The newest messages, for looking at; they stay where they are. */
  peek(queueUrl: string, limit: number): { id: string; body: string }[] {
    return this.#statements.peek.all(this.#find(queueUrl).name, limit).map((row) => Peeked.parse(row));
  }

  /** Those that became visible first; where groups share the queue, the quiet ones before. */
  #nextRows({ name }: QueueDefinition, now: number, max: number): unknown[] {
    const share = this.#shares.get(name);
    if (share === undefined) return this.#statements.visible.all(name, now, max);
    const atWork = this.#statements.atWork.all(now, name, now).map((row) => AtWork.parse(row));
    const ranks = share.ranks(
      atWork.map(({ message_group: group, messages, ms }) => ({ group, messages, ms: ms ?? 0 })),
      now,
    );
    if (Object.keys(ranks).length === 0) return this.#statements.visible.all(name, now, max);
    return this.#statements.fairly.all(name, now, JSON.stringify(ranks), max);
  }

  /** A message is done: the time of it is its group's. */
  #noteTime(queueName: string, receiptHandle: string): string | null | undefined {
    const share = this.#shares.get(queueName);
    const row = share && this.#statements.taken.get(queueName, receiptHandle);
    if (!share || !row) return undefined;
    const { message_group: group, taken_at: takenAt } = Taken.parse(row);
    const now = this.#clock.now();
    share.note(group, now - (takenAt ?? now), now);
    return group;
  }

  #find(url: string): QueueDefinition {
    const queue = this.#definitions.find((one) => one.url === url);
    if (queue === undefined) throw new Error(`There is no queue ${url}.`);
    return queue;
  }

  /** Moves a message that was received too often to its dead-letter queue. */
  #redrive({ deadLetter }: QueueDefinition, row: Row): boolean {
    if (deadLetter === undefined || row.receive_count < deadLetter.maxReceiveCount) return false;
    const target = this.#definitions.find(({ arn }) => arn === deadLetter.arn);
    if (target === undefined) return false;
    this.#statements.move.run(target.name, this.#clock.now(), row.id);
    return true;
  }

  #take(row: Row, now: number, visibilityMs: number): QueueMessage {
    const receiptHandle = randomUUID();
    this.#statements.take.run(now + visibilityMs, now, now, receiptHandle, row.id);
    return toMessage(row, receiptHandle, now);
  }
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
      ...(row.message_group !== null && { MessageGroupId: row.message_group }),
    },
    messageAttributes: Attributes.parse(JSON.parse(row.message_attributes)),
    md5OfBody: md5(row.body),
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
