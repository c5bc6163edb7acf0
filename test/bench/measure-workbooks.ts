import { PutObjectCommand } from '@aws-sdk/client-s3';
import { importIdOf } from '../../shared/imports/usecases/begin-import.ts';
import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, rowsPerSecond } from './bench-line.ts';
import { peakMemory, startMeter } from './meter/meter.ts';
import { peopleItems } from './cloud/people.ts';
import { writeRaw } from './raw/raw-writes.ts';
import { waitUntilDone } from './cloud/wait-until-done.ts';

const ROWS = 100_000;
const MOST_MB = 300;

/** An export as a workbook beside the same as CSV, and the workbook's way back in. */
export const measureWorkbooks = (): AsyncGenerator<BenchLine> => measure(ROWS);

/** The same with 1,000,000 people: takes minutes. */
export const measureLargeWorkbooks = (): AsyncGenerator<BenchLine> => measure(10 * ROWS);

async function* measure(rows: number): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    await writeRaw(cloud, peopleItems('exported', rows));
    await cloud.settle();
    const csv = await timeExport(cloud, rows, { format: 'csv' });
    await cloud.settle();
    const meter = startMeter();
    const xlsx = await timeExport(cloud, rows, { format: 'xlsx' });
    yield {
      what: `export of ${rows.toLocaleString('en')} rows as a workbook`,
      measured: rowsPerSecond(xlsx.perSecond),
      raw: `as CSV ${rowsPerSecond(csv.perSecond)}`,
      ratio: xlsx.perSecond / csv.perSecond,
      costs: meter(),
    };
    await cloud.settle();
    const back = await timeImport(cloud, rows, xlsx.url);
    yield {
      what: 'its import, everybody new',
      measured: rowsPerSecond(back.perSecond),
      notes: [`${(back.bytes / 1e6).toFixed(1)} MB`],
    };
    const peak = peakMemory('jobs');
    yield {
      what: 'the function of both, most memory',
      measured: `${Math.round(peak)} MB`,
      hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
    };
  } finally {
    await cloud.stop();
  }
}

async function timeExport(
  cloud: BenchCloud,
  rows: number,
  request: Record<string, unknown>,
): Promise<{ perSecond: number; url: string }> {
  const begun = performance.now();
  const { id } = await cloud.call('POST', '/v1/exports', request);
  const job = await waitUntilDone(cloud, `/v1/exports/${String(id)}`, 25);
  const perSecond = rows / ((performance.now() - begun) / 1000);
  if (job['rows'] !== rows) throw new Error(`The export has ${String(job['rows'])} of ${rows} rows.`);
  return { perSecond, url: String(job['url']) };
}

async function timeImport(
  cloud: BenchCloud,
  rows: number,
  url: string,
): Promise<{ perSecond: number; bytes: number }> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const Key = `imports/back-${rows}.xlsx`;
  const begun = performance.now();
  const put = new PutObjectCommand({ Bucket: cloud.importsBucket, Key, Body: bytes });
  const { ETag = '' } = await cloud.s3.send(put);
  const id = importIdOf({ bucket: cloud.importsBucket, key: Key, etag: ETag.replaceAll('"', '') });
  const job = await waitUntilDone(cloud, `/v1/imports/${id}`, 250);
  const perSecond = rows / ((performance.now() - begun) / 1000);
  const { read, failed } = job['counts'] as { read: number; failed: number };
  if (read !== rows || failed !== 0) throw new Error(`Of ${rows} rows: ${JSON.stringify(job['counts'])}.`);
  return { perSecond, bytes: bytes.length };
}
