import { startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, rowsPerSecond } from './bench-line.ts';
import { peakMemory, sampleMemory, startMeter } from './meter/meter.ts';
import { timeImport } from './cloud/time-import.ts';

const ROWS = 1_000_000;
const SMALL_ROWS = 100_000;
const MOST_MB = 300;
/** Flat: the last quarter holds hardly more than the second one (the first one warms up). */
const MOST_GROWTH = 1.15;

/** A file of 1,000,000 new people after one of 100,000: takes minutes. */
export const measureLargeImport = (): AsyncGenerator<BenchLine> => measure(SMALL_ROWS, ROWS);

/** The same into one group, whose index takes as many items again. */
export const measureGroupImport = (): AsyncGenerator<BenchLine> => measure(SMALL_ROWS, ROWS, 'Everybody');

/** The same over fewer rows, for a look in between. */
export const measureGroupImportSmall = (): AsyncGenerator<BenchLine> => measure(10_000, 50_000, 'Everybody');

async function* measure(smallRows: number, rows: number, group?: string): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    const small = await timeImport(cloud, 'small', smallRows, group);
    await cloud.settle();
    const meter = startMeter();
    const stopSampling = sampleMemory('jobs', 500);
    const large = await timeImport(cloud, 'large', rows, group);
    const samples = stopSampling();
    yield {
      what: `import of ${rows.toLocaleString('en')} rows${group === undefined ? '' : ' into one group'}`,
      measured: rowsPerSecond(large),
      raw: `${smallRows.toLocaleString('en')} rows: ${rowsPerSecond(small)}`,
      ratio: large / small,
      hold: { value: large / small, atLeast: 0.8, atMost: 1.2, unit: ' x' },
      costs: meter(),
    };
    const peak = peakMemory('jobs');
    const quarters = [0, 1, 2, 3].map((quarter) => meanOfQuarter(samples, quarter));
    yield {
      what: 'its function, most memory',
      measured: `${Math.round(peak)} MB`,
      hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
    };
    yield {
      what: 'its growth, last by second quarter',
      measured: `${(quarters[3]! / quarters[1]!).toFixed(2)} x`,
      hold: { value: quarters[3]! / quarters[1]!, atMost: MOST_GROWTH, unit: ' x' },
      notes: [`mean memory by quarters: ${quarters.map((mb) => `${Math.round(mb)} MB`).join(', ')}`],
    };
  } finally {
    await cloud.stop();
  }
}

function meanOfQuarter(samples: number[], quarter: number): number {
  const size = Math.floor(samples.length / 4);
  const part = samples.slice(quarter * size, (quarter + 1) * size);
  return part.reduce((sum, mb) => sum + mb, 0) / part.length;
}
