import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QueueDefinition } from '../../../infra/local/seams/ports.ts';
import { FairShare } from '../../../infra/local/sqs/fair-share.ts';
import { LocalQueues } from '../../../infra/local/sqs/local-queues.ts';
import { openStateDb, type StateDb } from '../../../infra/local/state/state-db.ts';
import { groupOfJob, groupOfRun, type JobMessage } from '../../../shared/jobs/domain/job-message.ts';

const WORKERS = 5;
const SLICE_MS = 20_000;
const queue: QueueDefinition = {
  ...{ name: 'work', arn: 'arn:work', url: 'http://q/work' },
  ...{ visibilitySeconds: 900, delaySeconds: 0, retentionSeconds: 86_400 },
};

let directory: string;
let state: StateDb;
let queues: LocalQueues;
let now: number;

beforeEach(() => {
  now = 1_800_000_000_000;
  directory = mkdtempSync(join(tmpdir(), 'turnout-fair-'));
  state = openStateDb(directory);
  queues = new LocalQueues([queue], state, { now: () => now, offset: () => 0 });
});
afterEach(() => {
  state.close();
  rmSync(directory, { recursive: true });
});

type GroupOf = (message: JobMessage) => string | undefined;

function send(jobId: string, groupOf: GroupOf): void {
  const groupId = groupOf({ jobId });
  queues.send(queue.url, { body: jobId, ...(groupId !== undefined && { groupId }) });
}

/** Lets each worker do a slice of what it is given, and hand large work on. Answers which jobs were worked on. */
function workOnce(groupOf: GroupOf): string[] {
  const taken = Array.from({ length: WORKERS }, () => queues.receive(queue.url, { max: 1 })).flat();
  now += SLICE_MS;
  for (const { body, receiptHandle } of taken) {
    if (body.includes('large')) send(body, groupOf);
    queues.delete(queue.url, receiptHandle);
  }
  return taken.map(({ body }) => body);
}

/** Slices of other work that are begun after `jobId` was sent and before it is. */
function slicesBefore(jobId: string, groupOf: GroupOf): number {
  send(jobId, groupOf);
  for (let slices = 0; slices < 10_000;) {
    const done = workOnce(groupOf);
    const place = done.indexOf(jobId);
    if (place !== -1) return slices + place;
    slices += done.length;
  }
  throw new Error(`${jobId} is never worked on.`);
}

describe('Work that shares a queue', () => {
  it('begins with the next free worker, however much of another kind waits: an export behind 100 large imports', () => {
    for (let n = 0; n < 100; n += 1) send(`imp_large${n}`, groupOfJob);
    workOnce(groupOfJob);
    expect(slicesBefore('exp_small', groupOfJob)).toBe(0);
  });

  it('would wait for all of it without groups', () => {
    const none = () => undefined;
    for (let n = 0; n < 100; n += 1) send(`imp_large${n}`, none);
    workOnce(none);
    expect(slicesBefore('exp_small', none)).toBeGreaterThanOrEqual(95);
  });

  it('begins with the next free worker among runs: a small one behind seven large ones', () => {
    for (let n = 0; n < 7; n += 1) send(`run_large${n}`, groupOfRun);
    for (let n = 0; n < 5; n += 1) workOnce(groupOfRun);
    expect(slicesBefore('run_small', groupOfRun)).toBe(0);
  });

  it('waits for one slice of each at most, where so many runs are large that none has a tenth of the time', () => {
    for (let n = 0; n < 20; n += 1) send(`run_large${n}`, groupOfRun);
    for (let n = 0; n < 8; n += 1) workOnce(groupOfRun);
    expect(slicesBefore('run_small', groupOfRun)).toBeLessThanOrEqual(20);
  });

  it('shares the workers evenly between two kinds of large work', () => {
    for (let n = 0; n < 100; n += 1) send(`imp_large${n}`, groupOfJob);
    for (let n = 0; n < 10; n += 1) workOnce(groupOfJob);
    for (let n = 0; n < 10; n += 1) send(`exp_large${n}`, groupOfJob);
    workOnce(groupOfJob);
    const done = Array.from({ length: 40 }, () => workOnce(groupOfJob)).flat();
    const exports = done.filter((jobId) => jobId.startsWith('exp')).length / done.length;
    expect(exports).toBeGreaterThan(0.35);
    expect(exports).toBeLessThan(0.65);
  });

  it('tells a worker whose a message is', () => {
    send('imp_1', groupOfJob);
    expect(queues.receive(queue.url, { max: 1 })[0]?.attributes['MessageGroupId']).toBe('imp');
  });
});

describe('A group of messages', () => {
  const now = 1_000_000;

  it('is noisy with a tenth of the messages at work, thirty at least', () => {
    const atWork = (messages: number, others: number) =>
      new FairShare().ranks(
        [
          { group: 'a', messages, ms: 0 },
          { group: null, messages: others, ms: 0 },
        ],
        now,
      );
    expect(atWork(30, 100)).toEqual({ a: 31 });
    expect(atWork(29, 0)).toEqual({});
    expect(atWork(30, 270)).toEqual({});
  });

  it('is noisy with a tenth of the time of the last five minutes, and not for what it took before', () => {
    const share = new FairShare();
    share.note('a', 12, now);
    share.note(null, 88, now);
    expect(share.ranks([], now)).toEqual({ a: 1 });
    expect(share.ranks([{ group: null, messages: 1, ms: 100 }], now)).toEqual({});
    expect(share.ranks([], now + 5 * 60_000)).toEqual({});
  });

  it('is quiet again once none of its messages is left', () => {
    send('imp_1', groupOfJob);
    workOnce(groupOfJob);
    for (const jobId of ['imp_2', 'exp_1']) send(jobId, groupOfJob);
    expect(queues.receive(queue.url, { max: 2 }).map(({ body }) => body)).toEqual(['imp_2', 'exp_1']);
  });
});
