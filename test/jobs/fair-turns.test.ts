import { beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { importView } from '../../functions/files/import-view.ts';
import { jobView } from '../../functions/people/jobs.ts';
import { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { NOW } from '../support/factories.ts';
import { arrive, jobDeps, type TestClock } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';
import { TestQueue } from '../support/test-queue.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const SLOTS = 5;
let clock: TestClock;
let queue: TestQueue;
/** Jobs in the order in which they were done. */
let done: string[];

beforeEach(() => {
  clock = { now: NOW };
  queue = new TestQueue(() => clock.now);
  done = [];
});

const people = (name: string, count: number) =>
  ['email', ...Array.from({ length: count }, (_, n) => `${name}${n}@example.com`)].join('\n');
const stored = async (id: string) => ImportJob.parse(await getJob(aws.table, id));

/** Time goes by with a worker's own work, however fast the others are: each look at the clock finds it four seconds later. */
function deps() {
  let now = clock.now;
  return jobDeps(aws, clock, { jobs: queue.queue, now: () => (now += 4_000) });
}

/** One of the workers that share the queue, until it is empty. */
async function work(slot: number): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const message = queue.take();
    if (!message) return;
    const { jobId } = message.body as { jobId: string };
    const worker = { owner: `slot ${slot}, turn ${turn}`, mayGoOn: () => true };
    if ((await runJob(deps(), jobId, worker)) === 'finished') done.push(jobId);
  }
}

describe('Jobs that share their workers', () => {
  it('are not held up by large ones: an import of few rows beside five of many is done before they are', async () => {
    const large = [];
    for (let n = 0; n < SLOTS; n += 1)
      large.push(await arrive(aws, `large${n}.csv`, people(`large${n}-`, 3_000)));
    const small = await arrive(aws, 'small.csv', people('small', 3));
    for (const jobId of [...large, small]) queue.push({ jobId });
    await Promise.all(Array.from({ length: SLOTS }, (_, slot) => work(slot)));
    expect(done[0]).toBe(small);
    expect(done.toSorted()).toEqual([...large, small].sort());
    for (const id of large) expect((await stored(id)).counts).toMatchObject({ read: 3_000, created: 3_000 });
  });

  it('are worked on to their end in one turn when nobody else waits', async () => {
    const id = await arrive(aws, 'alone.csv', people('alone', 1_000));
    queue.push({ jobId: id });
    queue.take();
    expect(await runJob(deps(), id, { owner: 'alone', mayGoOn: () => true })).toBe('finished');
    expect(queue.bodies).toEqual([]);
  });

  it('go on when nobody can tell whether others wait', async () => {
    const id = await arrive(aws, 'blind.csv', people('blind', 1_000));
    const blind = { url: 'in-memory', client: { send: () => Promise.reject(new Error('throttled')) } };
    const jobs = blind as unknown as TestQueue['queue'];
    expect(await runJob({ ...deps(), jobs }, id, { owner: 'blind', mayGoOn: () => true })).toBe('finished');
  });
});

describe('An import at work', () => {
  it('shows how far it is, in a file of few rows too, alike as an import and as a job', async () => {
    const id = await arrive(aws, 'seen.csv', people('seen', 1_900));
    const seen: number[] = [];
    for (let slice = 0; slice < 20 && !done.includes(id); slice += 1) {
      const outcome = await runJob(deps(), id, { owner: `slice ${slice}`, mayGoOn: () => false });
      if (outcome === 'finished') done.push(id);
      const { counts, progress } = importView(await stored(id));
      expect(jobView(await stored(id), clock.now)).toMatchObject({ counts, progress });
      expect(Math.abs(progress - counts.read / 1_900)).toBeLessThan(0.02);
      seen.push(counts.read);
    }
    expect(seen.slice(0, 5)).toEqual([125, 250, 500, 1_000, 1_900]);
  });
});
