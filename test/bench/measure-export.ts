import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, rowsPerSecond, unsteadiness } from './bench-line.ts';
import { peakMemory, startMeter } from './meter/meter.ts';
import { peopleItems } from './cloud/people.ts';
import { readRaw } from './raw/raw-reads.ts';
import { writeRaw } from './raw/raw-writes.ts';
import { waitUntilDone } from './cloud/wait-until-done.ts';

const ROWS = 100_000;
const ROUNDS = 4;
const LEAST_RATIO = 0.7;
const MOST_MB = 300;

/** An export of 100,000 people, between bare reads of the same items. */
export async function* measureExport(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    await writeRaw(cloud, peopleItems('exported', ROWS));
    await cloud.settle();
    yield* exportLines(cloud, ROWS, ROUNDS);
  } finally {
    await cloud.stop();
  }
}

/** The export of everybody there is, so many times, each between bare reads. */
export async function* exportLines(
  cloud: BenchCloud,
  people: number,
  rounds: number,
): AsyncGenerator<BenchLine> {
  const raw: number[] = [];
  const ours: number[] = [];
  const meter = startMeter();
  for (let round = 0; round < rounds; round += 1) {
    raw.push(await timeRaw(cloud, people));
    ours.push(await timeExport(cloud, people));
    await cloud.settle();
  }
  const costs = meter();
  const ratio = Math.max(...ours) / Math.max(...raw);
  const all = (rates: number[]) => rates.map((rate) => Math.round(rate).toLocaleString('en')).join(', ');
  yield {
    what: `export of ${people.toLocaleString('en')} rows`,
    measured: `${rowsPerSecond(Math.max(...ours))} (best of ${rounds})`,
    raw: `bare Query ${rowsPerSecond(Math.max(...raw))}`,
    ratio,
    hold: { value: ratio, atLeast: LEAST_RATIO, unit: ' x' },
    costs,
    notes: [`rounds: ours ${all(ours)}; bare ${all(raw)}`, ...unsteadiness(raw)],
  };
  const peak = peakMemory('jobs');
  yield {
    what: 'its function, most memory',
    measured: `${Math.round(peak)} MB`,
    hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
  };
}

async function timeRaw(cloud: BenchCloud, people: number): Promise<number> {
  const { rows, perSecond } = await readRaw(cloud);
  if (rows !== people) throw new Error(`The bare Query found ${rows} of ${people} items.`);
  return perSecond;
}

async function timeExport(cloud: BenchCloud, people: number): Promise<number> {
  const begun = performance.now();
  const { id } = await cloud.call('POST', '/v1/exports', {});
  const job = await waitUntilDone(cloud, `/v1/exports/${String(id)}`, 25);
  const took = performance.now() - begun;
  if (job['rows'] !== people) throw new Error(`The export has ${String(job['rows'])} of ${people} rows.`);
  return people / (took / 1000);
}
