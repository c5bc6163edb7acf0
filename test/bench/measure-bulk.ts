import { NOW } from '../support/factories.ts';
import { startLocalAws } from '../support/local-aws.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { storedPeople } from '../support/stored-people.ts';
import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, promise, rowsPerSecond, unsteadiness } from './bench-line.ts';
import { countCalls } from './meter/count-calls.ts';
import { peakMemory, startMeter } from './meter/meter.ts';
import { peopleItems } from './cloud/people.ts';
import { bareUpdates, timeUpdates } from './raw/raw-updates.ts';
import { settleAtLast } from './cloud/settle-at-last.ts';
import { waitUntilDone } from './cloud/wait-until-done.ts';
import { writeRaw } from './raw/raw-writes.ts';

const PEOPLE = 50_000;
const RAW_PEOPLE = 5_000;
const COUNTED_PEOPLE = 1_000;
const MOST_MB = 300;
/** Of the written items; the marks, members and people of one shard are three different keys. */
const MOST_SHARE = 1 / 8;

/** Everybody put into a group by a bulk action: the person, the group's index, history and undo mark of each. */
export async function* measureBulk(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    await writeRaw(cloud, peopleItems('acted', PEOPLE));
    await cloud.settle();
    yield* bulkLines(cloud, PEOPLE);
  } finally {
    await cloud.stop();
  }
  yield* measureKeys();
}

/** The action on everybody there is. */
export async function* bulkLines(cloud: BenchCloud, count: number): AsyncGenerator<BenchLine> {
  const raw = [await timeUpdates(cloud, 'before', RAW_PEOPLE)];
  const meter = startMeter();
  const rate = await timeAction(cloud, count);
  const costs = meter();
  await settleAtLast(cloud);
  raw.push(await timeUpdates(cloud, 'after', RAW_PEOPLE));
  const bare = raw.reduce((sum, one) => sum + one, 0) / raw.length;
  yield {
    what: `add-to-group of ${count.toLocaleString('en')} people`,
    measured: rowsPerSecond(rate),
    raw: `${bareUpdates} ${rowsPerSecond(bare)}`,
    ratio: rate / bare,
    costs,
    notes: unsteadiness(raw),
  };
  const peak = peakMemory('jobs');
  yield {
    what: 'its function, most memory',
    measured: `${Math.round(peak)} MB`,
    hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
  };
}

async function timeAction(cloud: BenchCloud, count: number): Promise<number> {
  const { id: groupId } = await cloud.call('POST', '/v1/groups', { name: 'Everybody' });
  const begun = performance.now();
  const { id } = await cloud.call('POST', '/v1/participants/actions', {
    action: { type: 'add-to-group', groupId },
    all: true,
  });
  const job = await waitUntilDone(cloud, `/v1/jobs/${String(id)}`, 50);
  const rate = count / ((performance.now() - begun) / 1000);
  const { changed } = job['counts'] as { changed: number };
  if (changed !== count) throw new Error(`The action changed ${changed} of ${count} people.`);
  return rate;
}

/** What each person costs, and the busiest key, by the same use case in this process. */
async function* measureKeys(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    await storedPeople(aws.table, 'counted', COUNTED_PEOPLE);
    const { table, cost } = countCalls(aws.countingTable().table);
    const runner = bulkRunner(() => ({ ...aws, table }), { now: NOW });
    const action = { type: 'add-to-group', groupId: await runner.group('counted') };
    const job = await runner.finish(await runner.begin(action, { all: true }));
    yield promise('people whom the counted action changed', job.counts.changed, COUNTED_PEOPLE);
    const written = [...cost.written.values()].reduce((sum, count) => sum + count, 0);
    const [key, count] = [...cost.written].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
    yield {
      what: 'its write units a person',
      measured: (cost.writeUnits / COUNTED_PEOPLE).toFixed(2),
      notes: [`busiest key ${key.split('#')[0] ?? ''}, of ${cost.written.size}`],
    };
    const share = count / written;
    yield {
      what: 'its busiest key',
      measured: `${(share * 100).toFixed(1)} % of the writes`,
      hold: { value: share, atMost: MOST_SHARE, unit: ' of the writes' },
    };
  } finally {
    await aws.stop();
  }
}
