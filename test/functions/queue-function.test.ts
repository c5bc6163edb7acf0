import type { ChangeMessageVisibilityBatchCommand } from '@aws-sdk/client-sqs';
import type { Context, SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { messageKind, queueFunctionOf } from '../../shared/platform/runtime/message-kind.ts';
import { queueFunction } from '../../shared/platform/runtime/queue-function.ts';
import type { Queue } from '../../shared/platform/queue/send-messages.ts';
import { MailBusy } from '../../shared/mail/usecases/send-confirmation.ts';

const errors = vi.spyOn(console, 'error');
const infos = vi.spyOn(console, 'info');
beforeEach(() => {
  errors.mockImplementation(() => undefined);
  infos.mockImplementation(() => undefined);
});
afterEach(() => {
  errors.mockReset();
  infos.mockReset();
});

const outcomes: Record<string, () => Promise<void>> = {
  done: () => Promise.resolve(),
  busy: () => Promise.reject(new MailBusy('Mail m-1 is being sent by somebody else.')),
  broken: () => Promise.reject(new Error('Nobody knows.')),
};
const call = (...bodies: string[]) =>
  queueFunction(z.string(), (message) => outcomes[message]!())(
    {
      Records: bodies.map((body) => ({ messageId: `id of ${body}`, body: JSON.stringify(body) })),
    } as SQSEvent,
    {} as Context,
  );

describe('A function behind a queue', () => {
  it('gives back what failed and what has to come again, and nothing else', async () => {
    const { batchItemFailures } = await call('done', 'busy', 'broken');
    const ids = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    expect(ids.toSorted()).toEqual(['id of broken', 'id of busy']);
  });

  it('tells of a mail that somebody else is sending as an event, not as an error', async () => {
    await call('busy');
    expect(errors).not.toHaveBeenCalled();
    expect(infos).toHaveBeenCalledWith(expect.objectContaining({ messageId: 'id of busy' }));
    await call('broken');
    expect(errors).toHaveBeenCalledWith(expect.objectContaining({ message: 'Nobody knows.' }));
  });
});

describe('A message that is only for later', () => {
  const waitsAt = async (receives: number, message = 'busy'): Promise<number[]> => {
    const send = vi.fn(({ input }: ChangeMessageVisibilityBatchCommand) => Promise.resolve(input));
    const queue = { client: { send }, url: 'a-queue' } as unknown as Queue;
    const record = {
      messageId: 'm-1',
      receiptHandle: 'r-1',
      body: JSON.stringify(message),
      attributes: { ApproximateReceiveCount: String(receives) },
    };
    const answer = await queueFunction(
      z.string(),
      (one) => outcomes[one]!(),
      queue,
    )({ Records: [record] } as SQSEvent, {} as Context);
    expect(answer.batchItemFailures).toHaveLength(1);
    return send.mock.calls.flatMap(([{ input }]) =>
      (input.Entries ?? []).map(({ VisibilityTimeout = NaN }) => VisibilityTimeout),
    );
  };

  it.each([
    [1, 10, 20],
    [3, 40, 80],
    [30, 150, 300],
  ])('comes again at its receive %i after %i to %i seconds', async (receives, least, most) => {
    const [wait] = await waitsAt(receives);
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThanOrEqual(most);
  });

  it('comes again all the same when its wait cannot be changed; a failed one waits as the queue says', async () => {
    const queue = { client: { send: () => Promise.reject(new Error('no')) }, url: 'q' } as unknown as Queue;
    const record = { messageId: 'm', receiptHandle: 'r', body: '"busy"', attributes: {} };
    const busy = queueFunction(z.string(), (one) => outcomes[one]!(), queue);
    const answer = await busy({ Records: [record] } as unknown as SQSEvent, {} as Context);
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(await waitsAt(1, 'broken')).toEqual([]);
  });
});

describe('A function behind a queue of several kinds of messages', () => {
  const taken: string[] = [];
  const several = queueFunctionOf([
    messageKind(z.strictObject({ plan: z.string() }), ({ plan }) => Promise.resolve(void taken.push(plan))),
    messageKind(z.object({ fire: z.string() }), ({ fire }) => outcomes[fire]!()),
  ]);
  const tell = (...bodies: object[]) =>
    several(
      { Records: bodies.map((body, n) => ({ messageId: `${n}`, body: JSON.stringify(body) })) } as SQSEvent,
      {} as Context,
    );

  it('lets the kind that reads a message handle it, and gives back what that kind could not do', async () => {
    const answer = await tell({ plan: 'one' }, { fire: 'broken' }, { fire: 'done' }, { plan: 'two' });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(taken).toEqual(['one', 'two']);
  });

  it('gives back a message that no kind reads, and says why', async () => {
    expect(await tell({ plan: 'three', more: 1 }, { plan: 'four' })).toEqual({
      batchItemFailures: [{ itemIdentifier: '0' }],
    });
    expect(taken).not.toContain('three');
    const said = expect.stringMatching(/no kind that this function knows[^]*more[^]*fire/) as string;
    expect(errors).toHaveBeenCalledWith(expect.objectContaining({ message: said }));
  });
});
