import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AttributeValue, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Registration } from '../../shared/domain/registration.ts';
import { stamp } from '../../shared/table/item.ts';
import { personRegistrationKey, registrationKey } from '../../shared/table/keys.ts';
import { type BenchCloud, startBenchCloud } from './bench-cloud.ts';
import { type BenchLine, rowsPerSecond } from './bench-line.ts';
import { startMeter } from './meter.ts';
import { peopleItems } from './people.ts';
import { writeRaw } from './raw-writes.ts';

const PEOPLE = 2_000;
const AT_ONCE = 16;
/** Writes that a reminder or a delivery cannot do without: the claim and the record of it. */
const WRITES_EACH = 2;

/** Reminders and deliveries of one session with many registrations, beside the bare writes that each of them needs. */
export async function* measureFanOut(): AsyncGenerator<BenchLine> {
  const cloud = await startBenchCloud();
  const receiver = await startReceiver();
  try {
    const { eventId, sessionId } = await newSession(cloud);
    await writeRaw(cloud, peopleItems('fan', PEOPLE));
    yield await measured(cloud, 'confirmations', async () => {
      await writeRaw(cloud, registrationItems(eventId, sessionId));
      await cloud.settle();
      return (await cloud.local('mail'))['items'];
    });
    await cloud.local('mail', undefined, 'DELETE');
    const timing = { anchor: 'start', offsetMinutes: -10 };
    await cloud.call('PUT', `/v1/events/${eventId}/reminders`, { rules: [{ id: 'remind', ...timing }] });
    yield await measured(cloud, 'reminders', async () => {
      await fire(cloud, `${sessionId.slice('ses_'.length)}-remind`);
      return (await cloud.local('mail'))['items'];
    });
    const destination = { type: 'webhook', url: receiver.url };
    await cloud.call('PUT', `/v1/events/${eventId}/handovers`, {
      rules: [{ id: 'hand', name: 'CRM', ...timing, destination }],
    });
    yield await measured(cloud, 'deliveries', async () => {
      await fire(cloud, `${sessionId.slice('ses_'.length)}-hand`);
      return receiver.ids;
    });
  } finally {
    receiver.stop();
    await cloud.stop();
  }
}

async function measured(cloud: BenchCloud, what: string, act: () => Promise<unknown>): Promise<BenchLine> {
  const raw = await timeWrites(cloud, what);
  const meter = startMeter();
  const begun = performance.now();
  const results = await act();
  const rate = PEOPLE / ((performance.now() - begun) / 1000);
  const count = Array.isArray(results) ? results.length : -1;
  if (count !== PEOPLE) throw new Error(`${count} ${what} instead of ${PEOPLE}.`);
  return {
    what: `${what} of ${PEOPLE.toLocaleString('en')} people`,
    measured: rowsPerSecond(rate).replace('rows', what),
    raw: `bare ${WRITES_EACH} UpdateItem each ${rowsPerSecond(raw)}`,
    ratio: rate / raw,
    costs: meter(),
  };
}

/** So many people's bare writes, 16 at once; answers people per second. */
async function timeWrites({ dynamoDb, tableName }: BenchCloud, tag: string): Promise<number> {
  const begun = performance.now();
  const people = Array.from({ length: PEOPLE }, (_, index) => index).values();
  const worker = async (): Promise<void> => {
    for (const index of people) {
      for (let write = 0; write < WRITES_EACH; write += 1) {
        await dynamoDb.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: marshall({ pk: `BENCH#${tag}#${index}`, sk: 'BENCH' }),
            UpdateExpression: 'SET entity = :entity, writes = :writes',
            ExpressionAttributeValues: marshall({ ':entity': 'bench', ':writes': write }),
          }),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return PEOPLE / ((performance.now() - begun) / 1000);
}

async function newSession(cloud: BenchCloud): Promise<{ eventId: string; sessionId: string }> {
  const event = await cloud.call('POST', '/v1/events', { title: 'Fan-out', timeZone: 'UTC' });
  const startsAt = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  const session = await cloud.call('POST', `/v1/events/${String(event['id'])}/sessions`, { startsAt });
  return { eventId: String(event['id']), sessionId: String(session['id']) };
}

function registrationItems(eventId: string, sessionId: string): Record<string, AttributeValue>[] {
  const createdAt = new Date().toISOString();
  return peopleItems('fan', PEOPLE).map((person) => {
    const registration: Registration = {
      participantId: person['id']?.S ?? '',
      sessionId,
      eventId,
      email: person['email']?.S ?? '',
      status: 'registered',
      source: 'self-registration',
      answers: {},
      createdAt,
      epoch: 1,
      round: 1,
    };
    return marshall({
      ...registrationKey(sessionId, registration.participantId),
      ...personRegistrationKey(registration.participantId, createdAt, sessionId),
      ...stamp('registration'),
      ...registration,
    });
  });
}

/** Waits for the schedule, fires it, and waits until nothing works any more. */
async function fire(cloud: BenchCloud, name: string): Promise<void> {
  await cloud.settle();
  await cloud.local(`schedules/${name}/fire`, {});
  await cloud.settle();
}

/** Takes every post and remembers its webhook-id. */
async function startReceiver(): Promise<{ url: string; ids: string[]; stop: () => void }> {
  const ids: string[] = [];
  const server = createServer((request, response) => {
    ids.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => response.end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, ids, stop: () => server.close() };
}
