import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QueueDefinition } from '../../../infra/local/seams/ports.ts';
import { LocalQueues } from '../../../infra/local/sqs/local-queues.ts';
import { openStateDb, type StateDb } from '../../../infra/local/state/state-db.ts';

const common = { visibilitySeconds: 30, delaySeconds: 0, retentionSeconds: 3600 };
const dead: QueueDefinition = { ...common, name: 'dead', arn: 'arn:dead', url: 'http://q/dead' };
const jobs: QueueDefinition = {
  ...common,
  name: 'jobs',
  arn: 'arn:jobs',
  url: 'http://q/jobs',
  deadLetter: { arn: 'arn:dead', maxReceiveCount: 2 },
};

let directory: string;
let state: StateDb;
let queues: LocalQueues;
let now: number;

function open(): void {
  state = openStateDb(directory);
  queues = new LocalQueues([jobs, dead], state, { now: () => now, offset: () => 0 });
}

beforeEach(() => {
  now = 1_800_000_000_000;
  directory = mkdtempSync(join(tmpdir(), 'turnout-queues-'));
  open();
});

afterEach(() => {
  state.close();
  rmSync(directory, { recursive: true });
});

const bodies = (max = 10) => queues.receive(jobs.url, { max }).map(({ body }) => body);

describe('a queue', () => {
  it('hides a received message until its visibility ends, and counts receives', () => {
    queues.send(jobs.url, { body: 'a' });
    expect(bodies()).toEqual(['a']);
    expect(bodies()).toEqual([]);
    now += 30_000;
    const [again] = queues.receive(jobs.url, { max: 1 });
    expect(again?.attributes['ApproximateReceiveCount']).toBe('2');
  });

  it('forgets a deleted message, and not one whose receipt is out of date', () => {
    queues.send(jobs.url, { body: 'a' });
    const [first] = queues.receive(jobs.url, { max: 1 });
    now += 30_000;
    const [second] = queues.receive(jobs.url, { max: 1 });
    queues.delete(jobs.url, first!.receiptHandle);
    expect(queues.depth(jobs.url).inFlight).toBe(1);
    queues.delete(jobs.url, second!.receiptHandle);
    expect(queues.depth(jobs.url).inFlight).toBe(0);
  });

  it('shows a delayed message when its time has come', () => {
    queues.send(jobs.url, { body: 'late', delaySeconds: 60 });
    expect(queues.depth(jobs.url)).toEqual({ visible: 0, inFlight: 0, delayed: 1 });
    expect(queues.nextVisibleAt(jobs.url)).toBe(now + 60_000);
    now += 60_000;
    expect(bodies()).toEqual(['late']);
  });

  it('makes a message visible at once when its visibility is set to zero', () => {
    queues.send(jobs.url, { body: 'a' });
    const [message] = queues.receive(jobs.url, { max: 1 });
    queues.changeVisibility(jobs.url, message!.receiptHandle, 0);
    expect(bodies()).toEqual(['a']);
  });

  it('moves a message that was received too often to the dead-letter queue', () => {
    queues.send(jobs.url, { body: 'poison' });
    for (let turn = 0; turn < 2; turn += 1) {
      expect(bodies()).toEqual(['poison']);
      now += 30_000;
    }
    expect(bodies()).toEqual([]);
    expect(queues.peek(dead.url, 10).map(({ body }) => body)).toEqual(['poison']);
  });

  it('drops messages older than its retention', () => {
    queues.send(jobs.url, { body: 'old' });
    now += 3_601_000;
    expect(bodies()).toEqual([]);
  });

  it('keeps messages, their receive count and their visibility when it is opened again', () => {
    queues.send(jobs.url, { body: 'a' });
    queues.send(jobs.url, { body: 'b', delaySeconds: 10 });
    expect(bodies(1)).toEqual(['a']);
    state.close();
    open();
    expect(bodies()).toEqual([]);
    now += 10_000;
    expect(bodies()).toEqual(['b']);
    now += 20_000;
    expect(queues.receive(jobs.url, { max: 1 })[0]?.attributes['ApproximateReceiveCount']).toBe('2');
  });

  it('wakes its listener after the transaction of the send', async () => {
    let woken = 0;
    queues.onChange(jobs.url, () => {
      woken += queues.depth(jobs.url).visible;
    });
    state.transaction(() => queues.send(jobs.url, { body: 'a' }));
    await Promise.resolve();
    expect(woken).toBe(1);
  });
});
