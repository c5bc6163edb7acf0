import { afterEach, describe, expect, it } from 'vitest';
import { FairShare } from '../../../infra/local/sqs/fair-share.ts';
import { groupOfJob, groupOfRun } from '../../../shared/jobs/domain/job-message.ts';
import { largeJobs, SharedWorkers, type GroupOf } from '../../support/shared-workers.ts';

let workers: SharedWorkers;
const open = (groupOf: GroupOf): SharedWorkers => (workers = new SharedWorkers(groupOf));

describe('Work that shares a queue', () => {
  afterEach(() => {
    workers.stop();
  });

  it('begins with the next free worker, however much of another kind waits: an export behind 100 large imports', () => {
    open(groupOfJob).send(...largeJobs('imp', 100));
    workers.work();
    expect(workers.slicesBefore('exp_small')).toBe(0);
  });

  it('would wait for all of it without groups', () => {
    open(() => undefined).send(...largeJobs('imp', 100));
    workers.work();
    expect(workers.slicesBefore('exp_small')).toBeGreaterThanOrEqual(95);
  });

  it('begins with the next free worker among runs: a small one behind seven large ones', () => {
    open(groupOfRun).send(...largeJobs('run', 7));
    for (let n = 0; n < 5; n += 1) workers.work();
    expect(workers.slicesBefore('run_small')).toBe(0);
  });

  it('waits for one slice of each at most, where so many runs are large that none has a tenth of the time', () => {
    open(groupOfRun).send(...largeJobs('run', 20));
    for (let n = 0; n < 8; n += 1) workers.work();
    expect(workers.slicesBefore('run_small')).toBeLessThanOrEqual(20);
  });

  it('shares the workers evenly between two kinds of large work', () => {
    open(groupOfJob).send(...largeJobs('imp', 100));
    for (let n = 0; n < 10; n += 1) workers.work();
    workers.send(...largeJobs('exp', 10));
    workers.work();
    const done = Array.from({ length: 40 }, () => workers.work()).flat();
    const exports = done.filter((jobId) => jobId.startsWith('exp')).length / done.length;
    expect(exports).toBeGreaterThan(0.35);
    expect(exports).toBeLessThan(0.65);
  });

  it('is quiet again once none of it is left', () => {
    open(groupOfJob).send('imp_1');
    workers.work();
    workers.send('imp_2', 'exp_1');
    expect(workers.take().map(({ body }) => body)).toEqual(['imp_2', 'exp_1']);
  });

  it('tells a worker whose a message is', () => {
    open(groupOfJob).send('imp_1');
    expect(workers.take(1)[0]?.attributes['MessageGroupId']).toBe('imp');
  });
});

describe('A group of messages', () => {
  const now = 1_000_000;
  const atWork = (messages: number, others: number) =>
    new FairShare().ranks(
      [
        { group: 'a', messages, ms: 0 },
        { group: null, messages: others, ms: 0 },
      ],
      now,
    );

  it('is noisy with a tenth of the messages at work, thirty at least', () => {
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
});
