import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { sendMessages } from '../../../shared/platform/queue/send-messages.ts';

interface Entry {
  Id: string;
  MessageBody: string;
}

/** SQS that refuses some entries once, and tells how many calls are at work at once. */
class FakeSqs {
  atWork = 0;
  mostAtOnce = 0;
  calls = 0;
  readonly taken: number[] = [];
  readonly #refusesOnce: Set<string>;

  constructor(...refusesOnce: string[]) {
    this.#refusesOnce = new Set(refusesOnce);
  }

  async send({ input }: { input: { Entries: Entry[] } }) {
    this.calls += 1;
    this.atWork += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atWork);
    await new Promise((done) => setImmediate(done));
    this.atWork -= 1;
    const refused = input.Entries.filter(({ Id }) => this.#refusesOnce.delete(Id));
    const taken = input.Entries.filter((entry) => !refused.includes(entry));
    this.taken.push(...taken.map(({ MessageBody }) => Number(MessageBody)));
    return { Failed: refused.map(({ Id }) => ({ Id })) };
  }
}

const queueOf = (sqs: FakeSqs) => ({
  client: { send: (call: SendMessageBatchCommand) => sqs.send(call as never) } as unknown as SQSClient,
  url: 'queue',
});
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('Messages that one batch of the stream causes', () => {
  it('are sent in the time of one call: all ten calls of a hundred are at work at once', async () => {
    const sqs = new FakeSqs();
    expect(await sendMessages(queueOf(sqs), numbers(100))).toEqual(new Set());
    expect(sqs).toMatchObject({ calls: 10, mostAtOnce: 10 });
    expect(sqs.taken.toSorted((a, b) => a - b)).toEqual(numbers(100));
  });

  it('are never more than ten calls at once', async () => {
    const sqs = new FakeSqs();
    await sendMessages(queueOf(sqs), numbers(250));
    expect(sqs).toMatchObject({ calls: 25, mostAtOnce: 10 });
  });

  it('come again alone when SQS refuses them, of whichever call they were', async () => {
    const sqs = new FakeSqs('3', '57');
    expect(await sendMessages(queueOf(sqs), numbers(60))).toEqual(new Set());
    expect(sqs.calls).toBe(7);
    expect(sqs.taken.toSorted((a, b) => a - b)).toEqual(numbers(60));
  });
});
