import { type BenchCloud, startBenchCloud } from './bench-cloud.ts';
import { type BenchLine, milliseconds, unsteadiness } from './bench-line.ts';
import { startMeter } from './meter.ts';
import { createPoster, openLoop } from './open-loop.ts';
import { createRawTransactions } from './raw/raw-transactions.ts';
import { percentile } from './statistics.ts';

const PER_SECOND = 50;
const SECONDS = 20;
const ROUNDS = 2;
const MOST_P99_MS = 30;
const AT_ONCE = 500;
const WARM_UP_SECONDS = 6;

/** Registrations through the gateway at a steady rate, then a crowd at one moment. */
export async function* measureRegistration(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  try {
    const steady = await makeEvent(cloud);
    const post = createPoster(steady.url);
    const register = async (address: string): Promise<void> => {
      const status = await post({ email: address, firstName: 'Anna', lastName: 'Müller' });
      if (status !== 202) throw new Error(`A registration was answered with ${status}.`);
    };
    await openLoop(PER_SECOND, WARM_UP_SECONDS, (index) => register(`warm.${index}@example.com`));
    await cloud.settle();
    yield await measureSteady(cloud, register);
    yield await measureCrowd(cloud);
  } finally {
    await cloud.stop();
  }
}

async function measureSteady(
  cloud: BenchCloud,
  register: (address: string) => Promise<void>,
): Promise<BenchLine> {
  const rounds: { ours: number[]; raw: number[] }[] = [];
  const meter = startMeter();
  for (let round = 0; round < ROUNDS; round += 1) {
    const transact = createRawTransactions(cloud, `round${round}`, PER_SECOND * SECONDS);
    const raw = await openLoop(PER_SECOND, SECONDS, transact);
    await cloud.settle();
    const ours = await openLoop(PER_SECOND, SECONDS, (index) => register(`p.${round}.${index}@example.com`));
    await cloud.settle();
    rounds.push({ ours, raw });
  }
  const costs = meter();
  const ours = rounds
    .map((round) => round.ours)
    .toSorted((a, b) => percentile(a, 0.99) - percentile(b, 0.99));
  const raw = rounds.map((round) => percentile(round.raw, 0.99));
  const best = ours[0] ?? [];
  const p99 = percentile(best, 0.99);
  return {
    what: `registration, ${PER_SECOND}/s for ${SECONDS} s`,
    measured: `p99 ${milliseconds(p99)} (best of ${ROUNDS})`,
    raw: `bare transaction p99 ${milliseconds(Math.min(...raw))}`,
    ratio: p99 / Math.min(...raw),
    hold: { value: p99, atMost: MOST_P99_MS, unit: ' ms' },
    costs,
    notes: [
      ...rounds.map(
        (round, index) =>
          `round ${index + 1}: ours ${describe(round.ours)}; bare transaction ${describe(round.raw)}`,
      ),
      ...unsteadiness(raw),
    ],
  };
}

function describe(times: number[]): string {
  const shares = [0.5, 0.95, 0.99, 1];
  return shares
    .map((share) => `${share === 1 ? 'most' : `p${share * 100}`} ${milliseconds(percentile(times, share))}`)
    .join(' ');
}

/** One address 500 times and 500 addresses once, all at one moment: exactly 501 people and registrations. */
async function measureCrowd(cloud: BenchCloud): Promise<BenchLine> {
  const event = await makeEvent(cloud);
  const post = createPoster(event.url);
  const meter = startMeter();
  const begun = performance.now();
  const statuses = await Promise.all(
    Array.from({ length: 2 * AT_ONCE }, (_, index) =>
      post({ email: index % 2 === 0 ? 'same@crowd.example.com' : `p.${index}@crowd.example.com` }),
    ),
  );
  const tookMs = performance.now() - begun;
  const refused = statuses.filter((status) => status !== 202).length;
  await cloud.settle();
  const registered = await addresses(cloud, `/v1/sessions/${event.sessionId}/registrations`);
  const people = (await addresses(cloud, '/v1/participants')).filter((email) =>
    email.endsWith('@crowd.example.com'),
  );
  const session = await cloud.call('GET', `/v1/sessions/${event.sessionId}`);
  const counted = (session['counts'] as { registered: number }).registered;
  const expected = AT_ONCE + 1;
  const wrong =
    refused +
    [registered, people].reduce(
      (sum, list) => sum + (list.length - new Set(list).size) + Math.abs(new Set(list).size - expected),
      Math.abs(counted - expected),
    );
  return {
    what: `${AT_ONCE} posts of one + ${AT_ONCE} of many`,
    measured: `${wrong} lost or double`,
    hold: { value: wrong, atMost: 0, unit: '' },
    costs: meter(),
    notes: [
      `all answered in ${milliseconds(tookMs)}; ${refused} not with 202; ${registered.length} registrations, ${people.length} people, count shown ${counted}; expected ${expected} each`,
    ],
  };
}

async function makeEvent(cloud: BenchCloud): Promise<{ url: string; sessionId: string }> {
  const event = await cloud.call('POST', '/v1/events', { title: 'Bench', timeZone: 'Europe/Berlin' });
  const path = `/v1/events/${String(event['id'])}`;
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const session = await cloud.call('POST', `${path}/sessions`, { startsAt: `${inAWeek}T18:00` });
  return { url: `${cloud.url}${path}/registrations`, sessionId: String(session['id']) };
}

/** The e-mail addresses of a whole list, page by page. */
async function addresses(cloud: BenchCloud, path: string): Promise<string[]> {
  const found: string[] = [];
  let query = '?limit=200';
  for (;;) {
    const page = await cloud.call('GET', path + query);
    found.push(...(page['items'] as { email: string }[]).map(({ email }) => email));
    if (typeof page['cursor'] !== 'string') return found;
    query = `?limit=200&cursor=${encodeURIComponent(page['cursor'])}`;
  }
}
