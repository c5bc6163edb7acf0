import { availableParallelism } from 'node:os';
import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, milliseconds, promise, unsteadiness } from './bench-line.ts';
import { startMeter } from './meter/meter.ts';
import { createPoster, openLoop } from './meter/open-loop.ts';
import { createRawTransactions } from './raw/raw-transactions.ts';
import { percentile } from './meter/statistics.ts';

const MOST_PER_SECOND = 50;
const SECONDS = 20;
const ROUNDS = 2;
const MOST_P99_RATIO = 3;
const AT_ONCE = 500;
const WARM_UP_SECONDS = 6;
const CAPACITY_SECONDS = 5;
const VISITORS = 16;
/** How much more than it can do the machine is asked for, and for how long. */
const OVERLOAD = 1.5;
const OVERLOAD_SECONDS = 10;

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
    const warm = await closedLoop(WARM_UP_SECONDS, (index) => register(`warm.${index}@example.com`));
    await cloud.settle();
    const capacity = await closedLoop(CAPACITY_SECONDS, (index) =>
      register(`fast.${warm}.${index}@example.com`),
    );
    await cloud.settle();
    yield await measureSteady(
      cloud,
      register,
      Math.max(1, Math.min(MOST_PER_SECOND, Math.floor(capacity / 2))),
    );
    yield* measureOverload(cloud, register, capacity);
    yield await measureCrowd(cloud);
  } finally {
    await cloud.stop();
  }
}

/** How many a second the machine can do: so many visitors, each of whom comes again as soon as he has his answer. */
async function closedLoop(forSeconds: number, act: (index: number) => Promise<void>): Promise<number> {
  const begun = performance.now();
  let count = 0;
  const visit = async (): Promise<void> => {
    while (performance.now() - begun < forSeconds * 1000) {
      count += 1;
      await act(count);
    }
  };
  await Promise.all(Array.from({ length: VISITORS }, visit));
  return (count * 1000) / (performance.now() - begun);
}

/** At a rate that leaves the machine half idle. */
async function measureSteady(
  cloud: BenchCloud,
  register: (address: string) => Promise<void>,
  perSecond: number,
): Promise<BenchLine> {
  const rounds: { ours: number[]; raw: number[] }[] = [];
  const meter = startMeter();
  for (let round = 0; round < ROUNDS; round += 1) {
    const transact = createRawTransactions(cloud, `round${round}`, perSecond * SECONDS);
    const raw = await openLoop(perSecond, SECONDS, transact);
    await cloud.settle();
    const ours = await openLoop(perSecond, SECONDS, (index) => register(`p.${round}.${index}@example.com`));
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
    what: `registration, ${perSecond}/s for ${SECONDS} s`,
    measured: `p99 ${milliseconds(p99)} (best of ${ROUNDS})`,
    raw: `bare transaction p99 ${milliseconds(Math.min(...raw))}`,
    ratio: p99 / Math.min(...raw),
    hold: { value: p99 / Math.min(...raw), atMost: MOST_P99_RATIO, unit: ' x' },
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

/**
 * More than the machine can do: whoever comes then waits, the later the longer, as arithmetic says; not longer, because
 * the machine would be busy with starting processes; and nobody twice as long as who came right after.
 */
async function* measureOverload(
  cloud: BenchCloud,
  register: (address: string) => Promise<void>,
  capacity: number,
): AsyncGenerator<BenchLine> {
  const perSecond = Math.ceil(capacity * OVERLOAD);
  const meter = startMeter();
  const taken = await openLoop(perSecond, OVERLOAD_SECONDS, (index) => register(`over.${index}@example.com`));
  const costs = meter();
  const processes = await processesOf(cloud, 'registration');
  await cloud.settle();
  const p99 = percentile(taken, 0.99);
  const due = OVERLOAD_SECONDS * (OVERLOAD - 1) * 1000;
  yield {
    what: `registration beyond saturation, ${perSecond}/s`,
    measured: `p99 ${milliseconds(p99)}`,
    raw: `a queue at ${Math.round(capacity)}/s ${milliseconds(due)}`,
    ratio: p99 / due,
    hold: { value: p99 / due, atMost: 1.5, unit: ' x' },
    costs,
    notes: [describe(taken), `largest step between neighbours ${milliseconds(largestStep(taken))}`],
  };
  yield promise('processes for it', processes, 1, Math.min(8, Math.max(2, availableParallelism())));
}

/** How much longer somebody waited than who came right after: in an even queue hardly more than one answer takes. */
function largestStep(taken: number[]): number {
  return Math.max(0, ...taken.slice(1).map((ms, index) => (taken[index] ?? 0) - ms));
}

async function processesOf(cloud: BenchCloud, name: string): Promise<number> {
  const { functions } = await cloud.local('status');
  return (
    (functions as { name: string; processes: number }[]).find((one) => one.name === name)?.processes ?? 0
  );
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
