import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, rowsPerSecond, totalCpu, unsteadiness } from './bench-line.ts';
import { countImportWrites } from './meter/count-import-writes.ts';
import { type Costs, peakMemory, startMeter } from './meter/meter.ts';
import { peopleItems } from './cloud/people.ts';
import { writeRaw } from './raw/raw-writes.ts';
import { timeImport } from './cloud/time-import.ts';

const ROWS = 100_000;
const COUNTED_ROWS = 20_000;
const LEAST_RATIO = 0.8;
const MOST_MB = 300;

/** A file of 100,000 new people between two bare loops that write as many items. */
export async function* measureImport(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    const raw = [await timeRaw(cloud, 'before')];
    const meter = startMeter();
    const rate = await timeImport(cloud, 'measured', ROWS);
    const costs = meter();
    const peak = peakMemory('jobs');
    await cloud.settle();
    raw.push(await timeRaw(cloud, 'after'));
    const rates = raw.map((one) => one.rate);
    const ratio = rate / Math.max(...rates);
    yield {
      what: `import of ${ROWS.toLocaleString('en')} rows`,
      measured: rowsPerSecond(rate),
      raw: `bare BatchWriteItem ${rowsPerSecond(Math.max(...rates))}`,
      ratio,
      hold: { value: ratio, atLeast: LEAST_RATIO, unit: ' x' },
      costs,
      notes: [
        `bare loops before and after: ${raw.map((one) => `${rowsPerSecond(one.rate)} with cpu ${totalCpu(one.costs).toFixed(1)} s`).join(', ')}`,
        ...unsteadiness(rates),
      ],
    };
    yield {
      what: 'its function, most memory',
      measured: `${Math.round(peak)} MB`,
      hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
    };
  } finally {
    await cloud.stop();
  }
  yield* measureWrites();
}

async function timeRaw(cloud: BenchCloud, tag: string): Promise<{ rate: number; costs: Costs }> {
  const items = peopleItems(tag, ROWS);
  const meter = startMeter();
  const rate = await writeRaw(cloud, items);
  const costs = meter();
  await cloud.settle();
  return { rate, costs };
}

async function* measureWrites(): AsyncGenerator<BenchLine> {
  for (const { group, most } of [{ most: 2 }, { group: 'Everybody', most: 3 }]) {
    const { unitsPerRow, readUnitsPerRow, busiest, keys } = await countImportWrites(COUNTED_ROWS, group);
    const into = group === undefined ? '' : ' into one group';
    yield {
      what: `write units of a new row${into}`,
      measured: unitsPerRow.toFixed(2),
      hold: { value: unitsPerRow, atMost: most, unit: '' },
      notes: [`read units of a row: ${readUnitsPerRow.toFixed(2)}; counted over ${COUNTED_ROWS} rows`],
    };
    yield {
      what: `busiest key's share of the writes${into}`,
      measured: `${(busiest.share * 100).toFixed(1)} % (${busiest.key})`,
      hold: { value: busiest.share, atMost: 1 / 8, unit: '' },
      notes: [
        `${keys} keys written; at 4,000 writes/s, a new table's limit, it takes ${Math.round(4000 * busiest.share)} writes/s of the 1,000 it may`,
      ],
    };
  }
}
