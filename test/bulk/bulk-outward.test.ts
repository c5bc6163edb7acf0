import { beforeEach, describe, expect, it } from 'vitest';
import type { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { cancelRegistration } from '../../shared/registrations/table/change-registrations.ts';
import { deliver, messageOf } from '../../shared/handovers/usecases/deliver.ts';
import { runDestinationPut } from '../../shared/handovers/table/run-destination-items.ts';
import { transact } from '../../shared/platform/table/transact.ts';
import { listDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { reactionsTo } from '../../functions/dispatcher/reactions.ts';
import { noReach } from '../support/memory-secrets.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { allocate } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { bulkRunner, idsOf } from '../support/run-bulk.ts';
import { dyingWorkers, type TestClock } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';

const aws = useLocalAws();
const clock: TestClock = { now: NOW };
const { begin, finish, act } = bulkRunner(() => aws, clock);
beforeEach(() => {
  clock.now = NOW;
  aws.mailbox.clear();
  aws.take(aws.bulk);
});

describe('A registration of many', () => {
  const register = (sessionId: string, notify = true) => ({ type: 'register', sessionId, notify });

  it('registers whom it may, puts those beyond the seats on the waiting list, and brings nobody back', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event, { capacity: 3 });
    const people = await storedPeople(aws.table, 'guest', 8, (n) => ({
      ...(n === 0 && { optedOutEvents: new Set([event.id]) }),
      ...(n === 1 && { optedOutAt: '2027-01-01T00:00:00.000Z' }),
      ...(n === 2 && { blockedAt: '2027-01-01T00:00:00.000Z' }),
      ...(n === 3 && { optedOutAt: '2027-01-01T00:00:00.000Z', liftedEvents: new Set([event.id]) }),
    }));
    const stateOf = async (n: number) =>
      (await getRegistration(aws.table, session.id, people[n]!.id))?.status ?? 'none';
    const states = () => Promise.all(people.map((_, n) => stateOf(n)));
    const job = await act(register(session.id), people);
    expect(job).toMatchObject({
      counts: { chosen: 8, changed: 5, skipped: 3 },
      reasons: { unsubscribed: 2, blocked: 1 },
    });
    await allocate(aws.table, session);
    const after = await states();
    expect(after.slice(0, 3)).toEqual(['none', 'none', 'none']);
    expect(after.filter((state) => state === 'registered')).toHaveLength(3);
    expect(after.filter((state) => state === 'waitlisted')).toHaveLength(2);
    const left = after.indexOf('registered');
    await cancelRegistration(
      aws.table,
      (await getRegistration(aws.table, session.id, people[left]!.id))!,
      [],
    );
    const again = await act(register(session.id), people);
    expect(again).toMatchObject({
      counts: { changed: 0, unchanged: 4, skipped: 4 },
      reasons: { cancelled: 1 },
    });
  });

  it.each([2, 5, 9, 14])(
    'counts and registers everybody once when it is killed at its call %i',
    async (atCall) => {
      const session = await storedSession(aws.table, await storedEvent(aws.table), { capacity: 5 });
      const people = await storedPeople(aws.table, `guest-${atCall}-`, 10);
      const deaths = [atCall, atCall].map((at) => ({ atCall: at, afterEffect: true }));
      const deps = dyingWorkers(aws, clock, deaths);
      const job = await finish(await begin(register(session.id), { ids: idsOf(people) }), deps);
      expect(job.counts).toMatchObject({ chosen: 10, changed: 10 });
      await allocate(aws.table, session);
      const found = await Promise.all(people.map(({ id }) => getRegistration(aws.table, session.id, id)));
      expect(found.filter((one) => one?.status === 'registered')).toHaveLength(5);
    },
  );

  it('sends its confirmations among the mails of many, or none at all', async () => {
    const session = await storedSession(aws.table, await storedEvent(aws.table));
    const [loud, quiet] = await storedPeople(aws.table, 'told', 2);
    await act(register(session.id), [loud!]);
    await act(register(session.id, false), [quiet!]);
    const follows = async (id: string) => {
      const after = {
        ...(await getRegistration(aws.table, session.id, id)),
        entity: 'registration',
        pk: 'x#01',
      };
      const { bulk, confirmations } = reactionsTo({ sequence: '1', after });
      return { bulk: bulk.length, confirmations: confirmations.length };
    };
    expect(await follows(loud!.id)).toEqual({ bulk: 1, confirmations: 0 });
    expect(await follows(quiet!.id)).toEqual({ bulk: 0, confirmations: 0 });
  });

  it('is refused for what is over', async () => {
    const past = await storedSession(aws.table, await storedEvent(aws.table));
    clock.now = Date.parse('2028-01-01T00:00:00Z');
    const job = await act(register(past.id), await storedPeople(aws.table, 'late', 1));
    expect(job).toMatchObject({ status: 'failed', reason: 'session-closed' });
  });
});

describe('A hand-over now', () => {
  it('makes one delivery of each person also when it is killed, and none of those it may not tell of', async () => {
    const people = await storedPeople(aws.table, 'told', 60, (n) => ({
      ...(n === 0 && { deletedAt: '2027-01-01T00:00:00.000Z' }),
      ...(n === 1 && { blockedAt: '2027-01-01T00:00:00.000Z' }),
    }));
    const deaths = [4, 5].map((atCall) => ({ atCall, afterEffect: true }));
    const deps = dyingWorkers(aws, clock, deaths);
    const action = { type: 'hand-over', url: 'https://crm.example.com/' };
    const job: BulkJob = await finish(await begin(action, { ids: idsOf(people) }), deps);
    expect(job).toMatchObject({
      counts: { chosen: 60, changed: 58, skipped: 2 },
      reasons: { deleted: 1, blocked: 1 },
    });
    const { deliveries } = await listDeliveries(aws.table, job.id, FIRST_SHARD, 200);
    expect(deliveries).toHaveLength(58);
  });

  it('posts to an address that wants nothing more once, and no more of what is left', async () => {
    const people = await storedPeople(aws.table, 'gone', 5);
    const url = 'https://crm.example.com/';
    const job = await act({ type: 'hand-over', url }, people);
    await transact(aws.table, [
      runDestinationPut(aws.table, { runId: job.id, url, secret: 'whsec_x' }, new Date(NOW).toISOString()),
    ]);
    const deliveries = async () => (await listDeliveries(aws.table, job.id, FIRST_SHARD, 200)).deliveries;
    let posts = 0;
    const webhooks = {
      post: () => {
        posts += 1;
        return Promise.resolve({ status: 410, bodyStart: 'Gone for good', durationMs: 1 });
      },
      close: () => Promise.resolve(),
    };
    const retries = { ensure: () => Promise.reject(new Error('There is nothing to retry.')) };
    const reach = noReach;
    const deps = { table: aws.table, deliveries: aws.deliveries, webhooks, reach, retries, jitter: () => 0 };
    const outcomes = [];
    for (const one of await deliveries())
      outcomes.push(await deliver({ ...deps, now: () => clock.now }, messageOf(one)));
    expect(posts).toBe(1);
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'switched-off'));
    for (const { status, reason, attempts } of await deliveries())
      expect([status, reason, attempts <= 1]).toEqual(['switched-off', expect.stringMatching(/410/), true]);
  });
});
