import { PutObjectCommand } from '@aws-sdk/client-s3';
import { reportImportIdOf } from '../../shared/attendance-reports/usecases/begin-report.ts';
import { type BenchLine, rowsPerSecond } from './bench-line.ts';
import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { timeImport } from './cloud/time-import.ts';
import { waitUntilDone } from './cloud/wait-until-done.ts';
import { peakMemory, startMeter } from './meter/meter.ts';

const ROWS = 100_000;
const LEAST_RATIO = 0.5;
const MOST_MB = 300;
const HEADER = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest';

/** A report of 100,000 rows, of people nobody registered, beside an import of as many. */
export async function* measureAttendanceReport(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    const imported = await timeImport(cloud, 'beside', ROWS);
    await cloud.settle();
    const sessionId = await makeSession(cloud);
    const meter = startMeter();
    const rate = await timeReport(cloud, sessionId);
    const peak = peakMemory('jobs');
    yield {
      what: `attendance report of ${ROWS.toLocaleString('en')} rows`,
      measured: rowsPerSecond(rate),
      raw: `import ${rowsPerSecond(imported)}`,
      ratio: rate / imported,
      hold: { value: rate / imported, atLeast: LEAST_RATIO, unit: ' x' },
      costs: meter(),
    };
    yield {
      what: 'its function, most memory (of the import beside it, too)',
      measured: `${Math.round(peak)} MB`,
      hold: { value: peak, atMost: MOST_MB, unit: ' MB' },
    };
  } finally {
    await cloud.stop();
  }
}

async function makeSession(cloud: BenchCloud): Promise<string> {
  const event = await cloud.call('POST', '/v1/events', { title: 'Gardening', timeZone: 'Europe/Berlin' });
  const session = await cloud.call('POST', `/v1/events/${String(event['id'])}/sessions`, {
    startsAt: '2027-03-17T18:00',
    durationMinutes: 60,
  });
  return String(session['id']);
}

/** Rows per second, from the upload until its people are written. */
async function timeReport(cloud: BenchCloud, sessionId: string): Promise<number> {
  const Key = `attendance/${sessionId}/report.csv`;
  const rows = Array.from(
    { length: ROWS },
    (_, n) =>
      `Person ${n},person-${n}@example.com,03/17/2027 06:00:${String(n % 60).padStart(2, '0')} PM,03/17/2027 07:00:00 PM,60,Yes`,
  );
  const Body = [HEADER, ...rows, ''].join('\n');
  const begun = performance.now();
  const { ETag = '' } = await cloud.s3.send(new PutObjectCommand({ Bucket: cloud.importsBucket, Key, Body }));
  const id = reportImportIdOf({ bucket: cloud.importsBucket, key: Key, etag: ETag.replaceAll('"', '') });
  const job = await waitUntilDone(cloud, `/v1/sessions/${sessionId}/attendance-imports/${id}`, 250);
  const took = performance.now() - begun;
  const { people } = job['counts'] as { people: number };
  if (people !== ROWS) throw new Error(`${ROWS} rows made ${people} people: ${JSON.stringify(job)}`);
  return ROWS / (took / 1000);
}
