import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type ReceiveMessageCommand,
  type SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import type { Queue } from '../../shared/platform/queue/send-messages.ts';

interface Waiting {
  body: unknown;
  visibleAt: number;
  received: number;
}

/** A queue in memory, with SQS's delays on the test's clock. What is taken comes again unless it is dealt with. */
export class TestQueue {
  readonly dead: unknown[] = [];
  /** SQS delivers at least once: 2 is every message twice. */
  copies = 1;
  /**
   * Whether an entry of a batch is answered with `Failed`: the queue takes the others and not this one, as SQS does when it
   * is throttled or has an internal error.
   */
  refuses: (body: unknown) => boolean = () => false;
  /** How many milliseconds later than it should a message can be seen. */
  lateMs: () => number = () => 0;
  #messages: Waiting[] = [];
  readonly #now: () => number;
  readonly #mostReceives: number;

  /** After so many receives a message goes to the dead letters. */
  constructor(now: () => number, mostReceives = 5) {
    this.#now = now;
    this.#mostReceives = mostReceives;
  }

  /** The queue as the product reaches it. */
  get queue(): Queue {
    const send = (command: SendMessageBatchCommand | GetQueueAttributesCommand) =>
      Promise.resolve(
        command instanceof GetQueueAttributesCommand ? this.#depth() : this.#receive(command.input.Entries),
      );
    return { client: { send } as unknown as Queue['client'], url: 'in-memory' };
  }

  /** Its dead letters, as the product reaches them. What is received and not deleted stays. */
  get deadQueue(): Queue {
    const send = (command: ReceiveMessageCommand | DeleteMessageBatchCommand) =>
      Promise.resolve(
        command instanceof DeleteMessageBatchCommand ? this.#bury(command.input.Entries) : this.#exhume(),
      );
    return { client: { send } as unknown as Queue['client'], url: 'in-memory-dead' };
  }

  #exhume() {
    const Attributes = { SentTimestamp: String(this.#now()) };
    return {
      Messages: this.dead.slice(0, 10).map((body) => {
        const Body = JSON.stringify(body);
        return { Body, ReceiptHandle: Body, Attributes };
      }),
    };
  }

  #bury(entries: DeleteMessageBatchCommand['input']['Entries'] = []) {
    for (const { ReceiptHandle } of entries) {
      const at = this.dead.findIndex((body) => JSON.stringify(body) === ReceiptHandle);
      if (at >= 0) this.dead.splice(at, 1);
    }
    return {};
  }

  get length(): number {
    return this.#messages.length;
  }

  /** Everything on the queue, visible or not. */
  get bodies(): unknown[] {
    return this.#messages.map((message) => message.body);
  }

  #receive(entries: SendMessageBatchCommand['input']['Entries'] = []) {
    const Failed = [];
    for (const { Id, MessageBody, DelaySeconds } of entries) {
      const body: unknown = JSON.parse(MessageBody!);
      if (this.refuses(body)) Failed.push({ Id, SenderFault: false, Code: 'InternalError' });
      else this.push(body, (DelaySeconds ?? 0) * 1000);
    }
    return { Failed };
  }

  #depth() {
    const visible = this.#messages.filter((message) => message.visibleAt <= this.#now());
    return { Attributes: { ApproximateNumberOfMessages: String(visible.length) } };
  }

  push(body: unknown, delayMs = 0): void {
    for (let copy = 0; copy < this.copies; copy += 1)
      this.#messages.push({ body, visibleAt: this.#now() + delayMs + this.lateMs(), received: 0 });
  }

  /** Whether a message can be seen. */
  isReady(): boolean {
    return this.#messages.some((message) => message.visibleAt <= this.#now());
  }

  /** Takes the first message that can be seen; `again` puts it back, to be seen after so long. */
  take(): { body: unknown; again: (afterMs: number) => void } | undefined {
    const index = this.#messages.findIndex((message) => message.visibleAt <= this.#now());
    if (index < 0) return undefined;
    const [message] = this.#messages.splice(index, 1) as [Waiting];
    const received = message.received + 1;
    return {
      body: message.body,
      again: (afterMs) => {
        if (received >= this.#mostReceives) this.dead.push(message.body);
        else
          this.#messages.push({
            body: message.body,
            visibleAt: this.#now() + Math.max(1, afterMs),
            received,
          });
      },
    };
  }

  /** Delivers one message once more, as SQS sometimes does. */
  duplicate(pick: number): void {
    const message = this.#messages[pick % Math.max(1, this.#messages.length)];
    if (message) this.push(message.body);
  }

  /** Loses a message. */
  drop(pick: number): unknown {
    return this.#messages.splice(pick % Math.max(1, this.#messages.length), 1)[0]?.body;
  }

  /** When the next message that cannot be seen yet will be. */
  nextVisibleAt(): number | undefined {
    const times = this.#messages.map((message) => message.visibleAt).filter((at) => at > this.#now());
    return times.length > 0 ? Math.min(...times) : undefined;
  }
}
