import http from 'node:http';
import { servePages } from '../../functions/pages/serve-pages.ts';
import { startLocalAws } from '../support/local-aws.ts';
import { planDeps, storedEvent } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { registrationDeps } from '../support/registrants.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { type BenchLine, milliseconds, promise } from './bench-line.ts';
import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { startMeter } from './meter/meter.ts';
import { createPoster, openLoop } from './meter/open-loop.ts';
import { percentile } from './meter/statistics.ts';

const MOST_KB = 30;
const MOST_VISIT_UNITS = 1;
const MOST_P99_RATIO = 1.5;
const VISITS = 20;
const PER_SECOND = 20;
const SECONDS = 10;
const WARM_UP_SECONDS = 3;

const draft = {
  description:
    '## What you will learn\n\nHow to prune **old** trees.\n\n- when\n- how\n- with [what](https://example.com)',
  look: { picture: 'https://example.com/trees.jpg', colour: '#7a1fa2' },
};

/** The registration page: its bytes, what a visit writes, and how quick it is beside a registration. */
export async function* measurePages(): AsyncGenerator<BenchLine> {
  yield* measureVisit();
  yield await measureTime();
}

async function* measureVisit(): AsyncGenerator<BenchLine> {
  const aws = await startLocalAws();
  try {
    const counting = aws.countingTable();
    const event = await storedEvent(aws.table, draft);
    const call = callerOf(servePages(registrationDeps(counting)));
    const visit = () =>
      call('GET /e/{eventId}', { params: { eventId: event.id }, query: { utm_source: 'vk' } });
    for (const dates of [1, 100]) {
      const first = { startsAt: '2027-03-07T10:00' };
      if (dates > 1)
        await planSessions(planDeps(aws.table), event, { first, count: dates - 1, every: 'P1D' });
      else await planSessions(planDeps(aws.table), event, first);
      const { body } = await visit();
      const kB = Buffer.byteLength(body) / 1000;
      const what = `page with ${dates} date${dates > 1 ? 's' : ''}: bytes`;
      // What is measured is one page without its dates: each has some 700 bytes.
      const hold =
        dates === 1 ? { hold: { value: kB, atMost: MOST_KB, unit: ' kB' }, isPromise: true as const } : {};
      yield { what, measured: `${kB.toFixed(1)} kB`, ...hold };
    }
    const before = counting.writes();
    for (let count = 0; count < VISITS; count += 1) await visit();
    yield promise('write units of a visit', (counting.writes() - before) / VISITS, 0, MOST_VISIT_UNITS);
  } finally {
    await aws.stop();
  }
}

async function measureTime(): Promise<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    const { id } = await cloud.call('POST', '/v1/events', { title: 'Bench', timeZone: 'UTC', ...draft });
    const startsAt = `${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}T18:00`;
    await cloud.call('POST', `/v1/events/${String(id)}/sessions`, { startsAt });
    const look = createReader(`${cloud.url}/e/${String(id)}`);
    const post = createPoster(`${cloud.url}/v1/events/${String(id)}/registrations`);
    await openLoop(PER_SECOND, WARM_UP_SECONDS, async (index) => {
      await Promise.all([look(), post({ email: `warm.${index}@example.com` })]);
    });
    return await timeLine(cloud, look, post);
  } finally {
    await cloud.stop();
  }
}

async function timeLine(
  cloud: BenchCloud,
  look: () => Promise<unknown>,
  post: (body: unknown) => Promise<unknown>,
): Promise<BenchLine> {
  await cloud.settle();
  const meter = startMeter();
  const posts = await openLoop(PER_SECOND, SECONDS, (index) => post({ email: `p.${index}@example.com` }));
  await cloud.settle();
  const looks = await openLoop(PER_SECOND, SECONDS, look);
  const [ours, raw] = [percentile(looks, 0.99), percentile(posts, 0.99)];
  return {
    what: `registration page, ${PER_SECOND}/s for ${SECONDS} s`,
    measured: `p99 ${milliseconds(ours)}`,
    raw: `a registration p99 ${milliseconds(raw)}`,
    ratio: ours / raw,
    hold: { value: ours / raw, atMost: MOST_P99_RATIO, unit: ' x' },
    costs: meter(),
  };
}

/** Reads a page over kept-open connections. */
function createReader(url: string): () => Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1000 });
  return () =>
    new Promise((resolve, reject) => {
      http
        .get(url, { agent }, (response) => {
          response.resume();
          response.on('end', resolve);
        })
        .on('error', reject);
    });
}
