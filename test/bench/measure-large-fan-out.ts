import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, promise, rowsPerSecond } from './bench-line.ts';
import { type CrowdedSession, newSession, registrationItems, scheduleOf } from './cloud/crowded-session.ts';
import { readFanOutRecords } from './cloud/fan-out-records.ts';
import { startMeter } from './meter/meter.ts';
import { peopleItems } from './cloud/people.ts';
import { bareUpdates, timeUpdates } from './raw/raw-updates.ts';
import { writeRaw } from './raw/raw-writes.ts';
import { advanceInSteps, settleAtLast } from './cloud/settle-at-last.ts';
import { startReceiver, type WebhookReceiver } from './cloud/webhook-receiver.ts';

const PEOPLE = 20_000;
const BARE_PEOPLE = 2_000;
const TAG = 'crowd';
/** Share of a function's invocations that die somewhere in the middle; one of `bulk` sends up to 250 reminders. */
const KILLED = { schedules: 0.03, bulk: 0.1, deliveries: 0.03 };
/** One that lets some of each function's first invocations live. */
const SEED = 37;
/** Ten minutes each: retries of queues, sweeps and the settling of claims that nobody came back to. */
const STEPS_AFTER_KILLS = 12;

interface Parts {
  cloud: BenchCloud;
  session: CrowdedSession;
  receiver: WebhookReceiver;
}

/**
 * 20,000 registrations are reminded and handed over while functions are killed; counted among the mails, at the
 * receiver and in the table. Takes minutes.
 */
export async function* measureLargeFanOut(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  const receiver = await startReceiver();
  try {
    const session = await newSession(cloud, 2);
    // Registrations come before their people, so no confirmation finds anybody to write to.
    await writeRaw(cloud, registrationItems(session, TAG, PEOPLE));
    await settleAtLast(cloud);
    await writeRaw(cloud, peopleItems(TAG, PEOPLE));
    await settleAtLast(cloud);
    await cloud.local('mail', undefined, 'DELETE');
    const parts = { cloud, session, receiver };
    await putRules(parts);
    yield* measureReminders(parts);
    yield* measureDeliveries(parts);
  } finally {
    receiver.stop();
    await cloud.stop();
  }
}

async function putRules({ cloud, session, receiver }: Parts): Promise<void> {
  await cloud.call('PUT', `/v1/events/${session.eventId}/reminders`, {
    rules: [{ id: 'remind', anchor: 'start', offsetMinutes: -60 }],
  });
  const destination = { type: 'webhook', url: receiver.url };
  const answer = await cloud.call('PUT', `/v1/events/${session.eventId}/handovers`, {
    rules: [{ id: 'hand', name: 'CRM', anchor: 'end', offsetMinutes: 10, destination }],
  });
  const { rules } = answer as unknown as { rules: [{ destination: { secret: string } }] };
  receiver.trust(rules[0].destination.secret);
  await settleAtLast(cloud);
}

async function* measureReminders(parts: Parts): AsyncGenerator<BenchLine> {
  const { cloud } = parts;
  yield* fireWithKills(parts, 'remind', 'bulk', 'reminders', async () => (await receivers(cloud)).length);
  await advanceInSteps(cloud, 'PT10M', STEPS_AFTER_KILLS);
  const mails = await receivers(cloud);
  const { mails: ledger } = await readFanOutRecords(cloud);
  const { sent = 0, unknown = 0, claimed = 0, ...others } = ledger;
  yield promise('people reminded twice', mails.length - new Set(mails).size, 0);
  yield {
    ...promise('ledger: sent + unknown + claimed', sent + unknown + claimed, PEOPLE),
    notes: [`sent ${sent}, unknown ${unknown}, claimed ${claimed}, others ${JSON.stringify(others)}`],
  };
  yield promise('reminders still claimed', claimed, 0);
  // A worker may die between the provider's yes and the record of it, but never before the mail is out.
  yield promise('mails caught, at least those sent', mails.length, sent, PEOPLE);
}

async function* measureDeliveries(parts: Parts): AsyncGenerator<BenchLine> {
  const { cloud, receiver } = parts;
  const countDone = () => Promise.resolve(new Set(receiver.ids).size);
  yield* fireWithKills(parts, 'hand', 'deliveries', 'deliveries', countDone);
  await advanceInSteps(cloud, 'PT10M', STEPS_AFTER_KILLS);
  const { deliveries, deliveredIds } = await readFanOutRecords(cloud);
  const distinct = new Set(receiver.ids);
  const { delivered = 0, failed = 0, 'switched-off': off = 0 } = deliveries;
  yield {
    ...promise('deliveries that ended', delivered + failed + off, PEOPLE),
    notes: [`by status ${JSON.stringify(deliveries)}`],
  };
  yield {
    ...promise('distinct ids at the receiver', distinct.size, deliveredIds.size),
    notes: [`${receiver.ids.length} posts: a repeated one carries the id of the first`],
  };
  yield promise('ids seen but not recorded', distinct.difference(deliveredIds).size, 0);
  yield promise('posts badly signed', receiver.badlySigned, 0);
}

/** Fires a rule while functions are killed; counts what was done when all was quiet, before the killed ones come again. */
async function* fireWithKills(
  { cloud, session }: Parts,
  ruleId: string,
  worker: keyof typeof KILLED,
  what: string,
  countDone: () => Promise<number>,
): AsyncGenerator<BenchLine> {
  const raw = await timeUpdates(cloud, what, BARE_PEOPLE);
  const before = await deaths(cloud);
  await setKills(cloud, KILLED);
  const meter = startMeter();
  let seconds = await timeOf(async () => {
    await cloud.local(`schedules/${scheduleOf(session, ruleId)}/fire`, {});
    await settleAtLast(cloud);
  });
  // When the kill met the first of all invocations, nothing happens before its message comes again.
  for (let tries = 0; tries < 4 && (await countDone()) < PEOPLE / 2; tries += 1)
    seconds += await timeOf(() => advanceInSteps(cloud, 'PT30M', 1));
  const costs = meter();
  await setKills(cloud, {});
  const after = await deaths(cloud);
  const done = await countDone();
  const rate = done / seconds;
  yield {
    what: `${what} of ${PEOPLE.toLocaleString('en')} people`,
    measured: rowsPerSecond(rate).replace('rows', what),
    raw: `${bareUpdates} ${rowsPerSecond(raw)}`,
    ratio: rate / raw,
    costs,
    notes: [`${done} done before what the last killed ones left came again`],
  };
  const died = Object.keys(KILLED).map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)] as const);
  const ofWorker = (after[worker] ?? 0) - (before[worker] ?? 0);
  yield {
    ...promise(`invocations of ${worker} that died`, ofWorker, 1, Infinity),
    notes: [`died: ${died.map((pair) => pair.join(' ')).join(', ')}`],
  };
}

/** How often each function has ended in an error so far; here, by being killed. */
async function deaths(cloud: BenchCloud): Promise<Record<string, number>> {
  const { functions } = (await cloud.local('status')) as unknown as {
    functions: { name: string; errors: number }[];
  };
  return Object.fromEntries(functions.map(({ name, errors }) => [name, errors]));
}

async function timeOf(act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

async function setKills(cloud: BenchCloud, rates: Record<string, number>): Promise<void> {
  const rules = Object.entries(rates).map(([action, rate]) => ({
    service: 'lambda',
    action,
    kind: 'kill',
    rate,
  }));
  await cloud.local('faults', { seed: SEED, rules });
}

/** The address of each mail that was caught. */
async function receivers(cloud: BenchCloud): Promise<string[]> {
  const { items } = (await cloud.local('mail')) as unknown as { items: { to: string[] }[] };
  return items.flatMap(({ to }) => to);
}
