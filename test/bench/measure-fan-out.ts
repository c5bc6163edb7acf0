import { type BenchCloud, startBenchCloud } from './cloud/bench-cloud.ts';
import { type BenchLine, rowsPerSecond } from './bench-line.ts';
import { newSession, registrationItems, scheduleOf } from './cloud/crowded-session.ts';
import { startMeter } from './meter/meter.ts';
import { peopleItems } from './cloud/people.ts';
import { bareUpdates, timeUpdates } from './raw/raw-updates.ts';
import { writeRaw } from './raw/raw-writes.ts';
import { startReceiver } from './cloud/webhook-receiver.ts';

const PEOPLE = 2_000;
const TAG = 'fan';

/** Reminders and deliveries of one session with many registrations, beside the bare writes that each of them needs. */
export async function* measureFanOut(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  const receiver = await startReceiver();
  try {
    const session = await newSession(cloud, 1);
    await writeRaw(cloud, peopleItems(TAG, PEOPLE));
    yield await measured(cloud, 'confirmations', async () => {
      await writeRaw(cloud, registrationItems(session, TAG, PEOPLE));
      await cloud.settle();
      return (await cloud.local('mail'))['items'];
    });
    await cloud.local('mail', undefined, 'DELETE');
    const timing = { anchor: 'start', offsetMinutes: -10 };
    await cloud.call('PUT', `/v1/events/${session.eventId}/reminders`, {
      rules: [{ id: 'remind', ...timing }],
    });
    yield await measured(cloud, 'reminders', async () => {
      await fire(cloud, scheduleOf(session, 'remind'));
      return (await cloud.local('mail'))['items'];
    });
    const destination = { type: 'webhook', url: receiver.url };
    await cloud.call('PUT', `/v1/events/${session.eventId}/handovers`, {
      rules: [{ id: 'hand', name: 'CRM', ...timing, destination }],
    });
    yield await measured(cloud, 'deliveries', async () => {
      await fire(cloud, scheduleOf(session, 'hand'));
      return receiver.ids;
    });
  } finally {
    receiver.stop();
    await cloud.stop();
  }
}

async function measured(cloud: BenchCloud, what: string, act: () => Promise<unknown>): Promise<BenchLine> {
  const raw = await timeUpdates(cloud, what, PEOPLE);
  const meter = startMeter();
  const begun = performance.now();
  const results = await act();
  const rate = PEOPLE / ((performance.now() - begun) / 1000);
  const count = Array.isArray(results) ? results.length : -1;
  if (count !== PEOPLE) throw new Error(`${count} ${what} instead of ${PEOPLE}.`);
  return {
    what: `${what} of ${PEOPLE.toLocaleString('en')} people`,
    measured: rowsPerSecond(rate).replace('rows', what),
    raw: `${bareUpdates} ${rowsPerSecond(raw)}`,
    ratio: rate / raw,
    costs: meter(),
  };
}

/** Waits for the schedule, fires it, and waits until nothing works any more. */
async function fire(cloud: BenchCloud, name: string): Promise<void> {
  await cloud.settle();
  await cloud.local(`schedules/${name}/fire`, {});
  await cloud.settle();
}
