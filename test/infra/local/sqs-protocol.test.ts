import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QueueDefinition } from '../../../infra/local/seams/ports.ts';
import { LocalQueues } from '../../../infra/local/sqs/local-queues.ts';
import { openStateDb, type StateDb } from '../../../infra/local/state/state-db.ts';
import { sendAll } from '../../../shared/platform/queue/send-all.ts';
import { sendMessages } from '../../../shared/platform/queue/send-messages.ts';
import { allow, jobsRole, openTestEndpoint, type TestEndpoint } from './endpoint-fixture.ts';

const jobs: QueueDefinition = {
  name: 'jobs',
  arn: 'arn:aws:sqs:eu-central-1:000000000000:jobs',
  url: 'http://127.0.0.1:4566/000000000000/jobs',
  visibilitySeconds: 30,
  delaySeconds: 0,
  retentionSeconds: 3600,
};
const QueueUrl = jobs.url;

describe('SQS through the endpoint', () => {
  let test: TestEndpoint;
  let state: StateDb;
  let directory: string;
  let sqs: ReturnType<TestEndpoint['clients']>['sqs'];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'turnout-queues-'));
    state = openStateDb(directory);
    const queues = new LocalQueues([jobs], state, { now: () => Date.now(), offset: () => 0 });
    test = await openTestEndpoint({ queues, statements: [allow(['sqs:SendMessage'], [jobs.arn])] });
    sqs = test.clients().sqs;
  });
  beforeEach(() => {
    // The waits between two attempts at sending.
    vi.spyOn(Math, 'random').mockReturnValue(0);
    test.faults.set(0, []);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await test.close();
    state.close();
    await rm(directory, { recursive: true });
  });

  /** The bodies of all that waits, taken off the queue. */
  async function drain(): Promise<string[]> {
    const bodies: string[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return bodies;
      bodies.push(...Messages.map(({ Body }) => Body!));
      const Entries = Messages.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  }

  it('sends, receives once, and deletes', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"ü":1}' }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages).toMatchObject([{ Body: '{"ü":1}', Attributes: { ApproximateReceiveCount: '1' } }]);
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? []).toEqual([]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages![0]!.ReceiptHandle! }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
  });

  it('takes a batch as SendMessage rights, and at most ten entries', async () => {
    const batch = (count: number) =>
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MessageBody: 'x' })),
      });
    const role = test.clients(jobsRole).sqs;
    expect((await role.send(batch(10))).Successful).toHaveLength(10);
    await expect(role.send(batch(11))).rejects.toMatchObject({
      name: expect.stringContaining('TooManyEntriesInBatchRequest'),
    });
  });

  it('refuses a role that may send to receive', async () => {
    const call = test.clients(jobsRole).sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    await expect(call).rejects.toMatchObject({
      message: expect.stringContaining('sqs:ReceiveMessage on resource: ' + jobs.arn),
    });
  });

  it('refuses the second half of a batch, each entry for itself, where faults say so', async () => {
    const before = (await drain()).length;
    expect(before).toBeGreaterThan(0);
    test.faults.set(1, [{ service: 'sqs', action: 'SendMessageBatch', kind: 'unprocessed', rate: 1 }]);
    const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id }));
    const role = test.clients(jobsRole).sqs;
    const answer = await role.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(answer.Successful).toMatchObject([{ Id: 'a' }]);
    expect(answer.Failed).toMatchObject([
      { Id: 'b', SenderFault: false, Code: 'InternalError' },
      { Id: 'c', SenderFault: false, Code: 'InternalError' },
    ]);
    expect(await drain()).toEqual(['a']);
  });

  it('takes what was refused when it is sent again, each once; and tells what it never took', async () => {
    const queue = { client: test.clients(jobsRole).sqs, url: QueueUrl };
    const bodies = Array.from({ length: 37 }, (_, n) => n);
    const refuse = (rate: number) => {
      test.faults.set(7, [{ service: 'sqs', action: 'SendMessageBatch', kind: 'unprocessed', rate }]);
    };
    refuse(0.4);
    expect(await sendMessages(queue, bodies)).toEqual(new Set());
    const taken = (await drain()).map(Number);
    expect(taken.sort((a, b) => a - b)).toEqual(bodies);
    refuse(1);
    const unsent = await sendMessages(queue, [1]);
    expect(unsent).toEqual(new Set([0]));
    await expect(sendAll(queue, [1])).rejects.toThrow('1 of 1 messages were not taken');
    expect(await drain()).toEqual([]);
  });

  it('finds a queue by name, and says which does not exist', async () => {
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'jobs' }))).QueueUrl).toBe(QueueUrl);
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
  });
});
