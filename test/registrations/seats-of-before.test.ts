import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { sessionKey } from '../../shared/events/table/event-keys.ts';
import { changeSession } from '../../shared/events/usecases/change-session.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { moveRegistration } from '../../shared/merging/table/move-registration.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { insertRegistrations } from '../../shared/registrations/table/insert-registrations.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { takeUpLines } from '../../shared/registrations/usecases/take-up-lines.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { idOf } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import {
  allocate,
  rememberedIn,
  registrationsIn,
  seatFaults,
  seatsTaken,
} from '../support/seats/seat-world.ts';
import { storedPeople } from '../support/stored-people.ts';
import { TestQueue } from '../support/test-queue.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { wipeTable } from '../support/wipe-table.ts';

const aws = useLocalAws();
const MINUTE = 60_000;
let event: Event;
let session: Session;

beforeEach(async () => {
  await wipeTable(aws.table);
  event = await storedEvent(aws.table);
  session = await storedBefore(3);
});

/** A session as it was stored before there was an allocator: it does not tell since when it has a capacity. */
async function storedBefore(capacity: number): Promise<Session> {
  const { id } = await storedSession(aws.table, event, { capacity });
  const Key = sessionKey(id);
  await aws.table.client.send(
    new UpdateCommand({ TableName: aws.table.name, Key, UpdateExpression: 'REMOVE limitedAt' }),
  );
  const taken = { pk: `SESSION#${id}`, sk: 'SEATS', entity: 'seats', v: 1, taken: 99 };
  await aws.table.client.send(new PutCommand({ TableName: aws.table.name, Item: taken }));
  return (await getSession(aws.table, id))!;
}

/** What a function of the version before writes: it gives seats without names, and has no line. */
async function registeredBefore(
  name: string,
  minute: number,
  status: 'registered' | 'waitlisted',
): Promise<void> {
  const email = `${name}@example.com`;
  const registration: Registration = {
    ...{ participantId: idOf(email), sessionId: session.id, eventId: event.id, email, status },
    ...{ source: 'self-registration', answers: {}, linkEpoch: 1, mailRound: 1 },
    createdAt: new Date(NOW - 60 * MINUTE + minute * MINUTE).toISOString(),
    ...(status === 'registered' && { seat: true as const }),
  };
  expect(await insertRegistrations(aws.table, [registration])).toEqual([]);
}

const posts = (email: string, at: number) =>
  register(
    { table: aws.table, identityKey, now: () => at },
    { event, request: post({ email, sessionIds: [session.id] }) },
  );
const at = async (name: string) =>
  (await getRegistration(aws.table, session.id, idOf(`${name}@example.com`)))!;
const statusOf = async (name: string) => (await at(name)).status;
const faults = async () => seatFaults(aws.table, (await getSession(aws.table, session.id))!);
const allocateAt = (ms: number) => allocate(aws.table, session, () => ms);
/** Sessions at which the sweeper wakes the allocator. */
const swept = async (ms: number): Promise<unknown[]> => {
  const woken: unknown[] = [];
  const now = () => ms;
  const deadSeats = new TestQueue(now).deadQueue;
  await takeUpLines({ table: aws.table, seats: rememberedIn(woken), deadSeats, now });
  return woken;
};

describe('What the version before left of a session with a capacity', () => {
  beforeEach(async () => {
    for (const [minute, name] of ['a', 'b', 'c'].entries())
      await registeredBefore(name, minute, 'registered');
    for (const [minute, name] of ['d', 'e'].entries()) await registeredBefore(name, 9 - minute, 'waitlisted');
  });

  it('is counted and lined up, and goes on in the order in which people came', async () => {
    await posts('new@example.com', NOW);
    await allocateAt(NOW + 1_000);
    expect(await faults()).toEqual([]);
    expect(await seatsTaken(aws.table, session)).toBe(3);
    await cancelRegistration(aws.table, await at('b'), testAct);
    await allocateAt(NOW + 2_000);
    expect([await statusOf('e'), await statusOf('d'), await statusOf('new')]).toEqual([
      'registered',
      'waitlisted',
      'waitlisted',
    ]);
    expect(await faults()).toEqual([]);
  });

  it('is taken up by the sweeper where nobody asks', async () => {
    expect(await swept(NOW)).toEqual([{ sessionId: session.id }]);
    await allocateAt(NOW);
    expect(await faults()).toEqual([]);
    expect(await swept(NOW + 10 * MINUTE)).toEqual([]);
  });

  it('frees one seat, not two, when somebody leaves before they were counted', async () => {
    await cancelRegistration(aws.table, await at('b'), testAct);
    await allocateAt(NOW);
    expect([await statusOf('e'), await statusOf('d')]).toEqual(['registered', 'waitlisted']);
    expect(await faults()).toEqual([]);
  });

  it('is counted once when somebody becomes part of somebody else before', async () => {
    const [other] = await storedPeople(aws.table, 'other', 1);
    expect(await moveRegistration(aws.table, session.id, idOf('b@example.com'), other!.id)).toBe('moved');
    await allocateAt(NOW);
    expect(await faults()).toEqual([]);
    expect(await seatsTaken(aws.table, session)).toBe(3);
  });
});

describe('While a function of the version before is still at work', () => {
  it('seats that it gives after the first look are found by the second, and who waits without a place gets one', async () => {
    await registeredBefore('a', 0, 'registered');
    await allocateAt(NOW);
    await registeredBefore('late', 50, 'registered');
    await registeredBefore('later', 51, 'registered');
    await registeredBefore('waits', 52, 'waitlisted');
    await cancelRegistration(aws.table, await at('later'), testAct);
    await allocateAt(NOW + 14 * MINUTE);
    expect((await at('late')).seat).toBe(true);

    expect(await swept(NOW + 17 * MINUTE)).toEqual([{ sessionId: session.id }]);
    await allocateAt(NOW + 17 * MINUTE);
    expect(await statusOf('waits')).toBe('registered');
    expect(await faults()).toEqual([]);
    expect((await registrationsIn(aws.table, session)).filter(({ seat }) => seat === true)).toEqual([]);
    expect(await swept(NOW + 60 * MINUTE)).toEqual([]);
  });

  it('it may give more seats than there are, which takes nobody’s seat: nobody comes in until as many have left', async () => {
    for (const name of ['a', 'b', 'c']) await registeredBefore(name, 1, 'registered');
    await allocateAt(NOW);
    await registeredBefore('over', 50, 'registered');
    await allocateAt(NOW + 15 * MINUTE);
    expect(await seatsTaken(aws.table, session)).toBe(4);
    await posts('new@example.com', NOW + 16 * MINUTE);
    for (const name of ['a', 'b']) {
      expect(await statusOf('new')).toBe('waitlisted');
      await cancelRegistration(aws.table, await at(name), { ...testAct, act: name });
      await allocateAt(NOW + 17 * MINUTE);
    }
    expect(await statusOf('new')).toBe('registered');
    expect(await faults()).toEqual([]);
  });
});

describe('A session that gets a capacity', () => {
  it('counts whoever came by while it had none, also a minute later', async () => {
    const open = await storedSession(aws.table, event);
    session = open;
    await posts('early@example.com', NOW);
    await changeSession({ ...planDeps(aws.table), now: () => NOW + 1 }, event, open, { capacity: 1 });
    await allocateAt(NOW + 2);
    expect(await faults()).toEqual([]);
    // A post that had seen it without one.
    await insertRegistrations(aws.table, [
      { ...(await at('early')), ...{ participantId: idOf('slow@example.com'), seat: undefined } },
    ]);
    await allocateAt(NOW + 30_000);
    expect((await at('slow')).seat).toBeUndefined();
    await allocateAt(NOW + 61_000);
    expect(await faults()).toEqual([]);
    expect(await seatsTaken(aws.table, session)).toBe(2);
  });
});
