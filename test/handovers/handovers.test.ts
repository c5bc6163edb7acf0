import { createHmac } from 'node:crypto';
import { ServiceQuotaExceededException, ThrottlingException } from '@aws-sdk/client-scheduler';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Webhook } from 'standardwebhooks';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../shared/handovers/domain/delivery.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { listDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { getHandovers } from '../../shared/handovers/table/handover-items.ts';
import { listRuns } from '../../shared/handovers/table/run-items.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { redriveRun } from '../../shared/handovers/usecases/redrive-run.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf } from '../support/registrants.ts';
import type { Posted, Reply } from '../support/test-receiver.ts';
import { HOUR, MINUTE, sweepsOver, TimeWorld, UTC_ZONE } from '../support/time/time-world.ts';
import { getJob } from '../support/stored-jobs.ts';

const aws = useLocalAws();
let world: TimeWorld;
let event: Event;
let session: Session;
let secret: string;

/** A session from 10 to 11, handed over when it ends. */
beforeEach(async () => {
  world = await TimeWorld.open(aws);
  event = await storedEvent(aws.table, { timeZone: UTC_ZONE });
  session = await storedSession(aws.table, event, { startsAt: '2027-03-01T10:00', name: 'Pruning' });
  secret = (await world.setHandovers(event.id, [crm])).newSecrets.get('crm')!;
  return () => world.close();
});

const crm = { id: 'crm', anchor: 'end', offsetMinutes: 0 };
const register = (email: string) => world.register(event, session, email);
const toTheEnd = () => world.advance(Date.parse('2027-03-01T11:00:00Z') - world.now);
const answer = (...replies: Reply[]) => {
  world.receiver.reply = () => replies.shift() ?? { status: 200 };
};
const posts = () => world.receiver.posts;
const runId = async () =>
  (await listRuns(aws.table, { eventId: event.id, ruleId: 'crm' }, undefined, 10)).runs[0]!.runId;
const deliveries = async (): Promise<Delivery[]> =>
  (await listDeliveries(aws.table, await runId(), FIRST_SHARD, 100)).deliveries;
const statuses = async () => (await deliveries()).map(({ status }) => status);
const redrive = async (emails?: string[]) =>
  redriveRun(
    { table: aws.table, now: world.clock },
    { runId: await runId(), eventId: event.id, ruleId: 'crm' },
    { participantIds: emails && new Set(emails.map(idOf)), which: 'failed' },
  );
/** With the sweeper, which makes up for what was lost. */
const advance = (ms: number) => world.advance(ms, sweepsOver(ms, 5 * MINUTE));
/** The signature as the specification tells it, without the library that made it. */
const signatureOf = (key: string, { id, headers, body }: Posted) =>
  `v1,${createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
    .update(`${id}.${String(headers['webhook-timestamp'])}.${body}`)
    .digest('base64')}`;

describe('A hand-over', () => {
  it('posts each registration once, with the body that is promised, signed', async () => {
    await world.register(event, session, 'Anna@example.com');
    await register('ben@example.com');
    await toTheEnd();
    expect(posts()).toHaveLength(2);
    const participantId = idOf('anna@example.com');
    const anna = posts().find(({ id }) => id.endsWith(participantId.slice('par_'.length)))!;
    expect(JSON.parse(anna.body)).toEqual({
      type: 'registration.handed_over',
      timestamp: '2027-03-01T11:00:00.000Z',
      data: {
        runId: await runId(),
        event: { id: event.id, title: 'How to prune a tree' },
        session: {
          id: session.id,
          name: 'Pruning',
          startsAt: '2027-03-01T10:00',
          timeZone: UTC_ZONE,
          startsAtUtc: '2027-03-01T10:00:00.000Z',
          durationMinutes: 60,
        },
        registration: {
          id: `${session.id.slice(4)}-${participantId.slice(4)}`,
          status: 'registered',
          source: 'self-registration',
          answers: {},
          createdAt: '2027-03-01T09:00:00.000Z',
        },
        participant: {
          id: participantId,
          email: 'Anna@example.com',
          source: 'self-registration',
          status: 'active',
          utm: {},
          variables: {},
          groups: [],
          createdAt: '2027-03-01T09:00:00.000Z',
        },
      },
    });
    expect(anna.headers['webhook-signature']).toBe(signatureOf(secret, anna));
    await world.advance(26 * HOUR, sweepsOver(26 * HOUR, 5 * MINUTE));
    expect(posts()).toHaveLength(2);
    expect(await statuses()).toEqual(['delivered', 'delivered']);
  });

  it('takes who is registered at its moment, and nobody else', async () => {
    const left = await register('left@example.com');
    await register('stays@example.com');
    await world.cancelRegistration(session.id, left);
    await advance(2 * HOUR);
    expect(posts().map(({ body }) => (JSON.parse(body) as Body).data.participant.email)).toEqual([
      'stays@example.com',
    ]);
  });

  it('leaves out who was deleted or blocked; an opt-out is about mail only', async () => {
    const [deleted, blocked, opted] = [
      await register('deleted@example.com'),
      await register('blocked@example.com'),
      await register('opted-out@example.com'),
    ];
    await patchPerson(deleted, 'deletedAt');
    await patchPerson(blocked, 'blockedAt');
    await optOutOfEverything(aws.table, opted, '2027-03-01T09:30:00Z');
    await advance(2 * HOUR + MINUTE);
    expect(posts().map(({ body }) => (JSON.parse(body) as Body).data.participant.email)).toEqual([
      'opted-out@example.com',
    ]);
    expect(await deliveries()).toHaveLength(1);
    expect(await getJob(aws.table, await runId())).toMatchObject({ counts: { looked: 3, chosen: 1 } });
  });

  it.each(['deletedAt', 'blockedAt'])(
    'ends without another post when the person gets %s while it waits, also when it is asked for again',
    async (mark) => {
      const anna = await register('anna@example.com');
      answer({ status: 500 }, { status: 500 }, { status: 500 });
      await toTheEnd();
      await advance(10 * MINUTE);
      await patchPerson(anna, mark);
      await advance(HOUR);
      expect(posts()).toHaveLength(3);
      expect(await deliveries()).toMatchObject([
        { status: 'failed', reason: 'The person was deleted or blocked.' },
      ]);
      expect(await redrive()).toBe(1);
      await advance(MINUTE);
      expect(posts()).toHaveLength(3);
      expect(await statuses()).toEqual(['failed']);
    },
  );

  it('is tried again as the schedule says, under the same id, until it is taken', async () => {
    await register('anna@example.com');
    answer({ status: 500 }, 'drop', { status: 404 }, { status: 500 });
    await toTheEnd();
    await world.advance(4 * HOUR);
    const [delivery] = await deliveries();
    const times = delivery!.log.map(({ at }) => Date.parse(at));
    const waits = times.slice(1).map((time, index) => (time - times[index]!) / 60_000);
    expect(waits).toHaveLength(4);
    expect(waits[0]).toBeCloseTo(5 / 60, 1);
    expect(waits[1]).toBeCloseTo(5, 1);
    // Half an hour and two hours are beyond a queue's delay: a schedule wakes them, on the minute.
    expect(waits[2]).toBeGreaterThanOrEqual(30);
    expect(waits[2]).toBeLessThan(31);
    expect(waits[3]).toBeGreaterThanOrEqual(120);
    expect(waits[3]).toBeLessThan(121);
    expect(new Set(posts().map(({ id }) => id)).size).toBe(1);
    expect(new Set(posts().map(({ body }) => body)).size).toBe(1);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 5, round: 1 });
    expect(delivery!.log.map(({ status }) => status)).toEqual([500, undefined, 404, 500, 200]);
  });

  it('waits as long as the receiver asks, and keeps what it said', async () => {
    await register('anna@example.com');
    answer({ status: 429, headers: { 'retry-after': '840' }, body: 'Too much.' });
    await toTheEnd();
    await world.advance(14 * MINUTE - 1000);
    expect(posts()).toHaveLength(1);
    await advance(20 * MINUTE);
    expect(posts()).toHaveLength(2);
    expect((await deliveries())[0]!.log[0]).toMatchObject({ status: 429, answer: 'Too much.' });
  });

  it('is given up after the last attempt, with the reason', async () => {
    await register('anna@example.com');
    world.receiver.reply = () => ({ status: 500 });
    await toTheEnd();
    await world.advance(80 * HOUR);
    expect(posts()).toHaveLength(10);
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ status: 'failed', attempts: 10 });
    expect(delivery!.reason).toMatch(/10 attempts.*500/);
    expect(delivery).not.toHaveProperty('nextAttemptAt');
  });

  it('costs one schedule a minute, however many wait for it, and nobody is forgotten on the walk', async () => {
    const people = Array.from({ length: 40 }, (_, n) => `p${n}@example.com`);
    for (const email of people) await register(email);
    world.receiver.reply = () => ({ status: 500 });
    world.mayWalkOn = false;
    await toTheEnd();
    const made: string[] = [];
    world.scheduler.before = ({ input }) => void made.push(input.Name!);
    await world.advance(6 * MINUTE);
    expect(posts()).toHaveLength(3 * people.length);
    expect(made).toEqual(['retry-20270301T1136']);
    await world.advance(HOUR);
    expect(posts()).toHaveLength(4 * people.length);
    const walks = world.invocations.filter(({ body }) => 'retry' in Object(body));
    expect(walks.length).toBeGreaterThanOrEqual(16);
    expect(world.invocations.filter(({ ended }) => ended !== 'done')).toEqual([]);
  });

  it('is woken by nobody but the schedule of its minute: others leave what waits in the queue alone', async () => {
    await register('anna@example.com');
    world.receiver.reply = () => ({ status: 500 });
    await toTheEnd();
    await world.advance(10 * MINUTE);
    expect(posts()).toHaveLength(3);
    world.jammed.add('deliveries');
    await world.advance(30 * MINUTE);
    expect(world.queues.deliveries.length).toBe(1);
    world.queues.schedules.push({ retry: { until: '2027-03-01T11:37:00.000Z' } });
    await world.settle();
    expect(world.queues.deliveries.length).toBe(1);
    world.queues.schedules.push({ retry: { until: '2027-03-01T11:36:00.000Z' } });
    await world.settle();
    expect(world.queues.deliveries.length).toBe(2);
    world.jammed.clear();
    await world.settle();
    expect(posts()).toHaveLength(4);
  });

  it.each([
    [
      'refuses',
      new ServiceQuotaExceededException({ $metadata: {}, message: 'Too many.', Message: 'Too many.' }),
    ],
    ['has too much to do', new ThrottlingException({ $metadata: {}, message: 'Slow.', Message: 'Slow.' })],
  ])('is recorded, and made up for by the sweeper, when the scheduler %s', async (_what, refusal) => {
    await register('anna@example.com');
    answer({ status: 500 }, { status: 500 }, { status: 500 });
    await toTheEnd();
    world.scheduler.before = () => {
      throw refusal;
    };
    await world.advance(10 * MINUTE);
    expect(posts()).toHaveLength(3);
    expect(world.scheduler.schedules.size).toBe(0);
    expect(await deliveries()).toMatchObject([
      { status: 'pending', attempts: 3, log: [{ status: 500 }, { status: 500 }, { status: 500 }] },
    ]);
    expect((await deliveries())[0]).not.toHaveProperty('leaseUntil');
    expect(world.invocations).toContainEqual(
      expect.objectContaining({ queue: 'deliveries', ended: 'failed' }),
    );
    await advance(40 * MINUTE);
    expect(posts()).toHaveLength(4);
    expect(await statuses()).toEqual(['delivered']);
  });

  it('asks for the schedule anew after a refusal', async () => {
    await register('anna@example.com');
    await register('ben@example.com');
    world.receiver.reply = () => ({ status: 500 });
    const refusal = new ThrottlingException({ $metadata: {}, message: 'Slow.', Message: 'Slow.' });
    await toTheEnd();
    let calls = 0;
    world.scheduler.before = () => {
      calls += 1;
      if (calls === 1) throw refusal;
    };
    await world.advance(40 * MINUTE);
    expect(calls).toBeGreaterThan(1);
    expect(posts()).toHaveLength(8);
  });

  it('ends when the receiver is gone for good: nothing is posted there any more', async () => {
    for (let n = 0; n < 5; n += 1) await register(`p${n}@example.com`);
    world.receiver.reply = () => ({ status: 410 });
    await toTheEnd();
    await advance(HOUR);
    expect(await statuses()).toEqual(Array(5).fill('switched-off'));
    expect(posts()).toHaveLength(1);
    expect((await deliveries())[0]!.reason).toContain('410');
  });

  it('is made again for all that failed when somebody asks, in a new round, and switched on again', async () => {
    for (let n = 0; n < 3; n += 1) await register(`p${n}@example.com`);
    answer({ status: 200 }, { status: 410 });
    await toTheEnd();
    await advance(HOUR);
    expect((await statuses()).sort()).toEqual(['delivered', 'switched-off', 'switched-off']);
    const before = posts().map(({ id }) => id);
    expect(await redrive()).toBe(2);
    await advance(MINUTE);
    expect(await statuses()).toEqual(Array(3).fill('delivered'));
    const since = posts().slice(before.length);
    expect(since).toHaveLength(2);
    for (const { id } of since) {
      expect(id).toMatch(/_2$/);
      expect(before).not.toContain(id);
    }
    expect(await redrive()).toBe(0);
  });

  it('is made again for one alone', async () => {
    await register('anna@example.com');
    await register('ben@example.com');
    world.receiver.reply = () => ({ status: 410 });
    await toTheEnd();
    world.receiver.reply = () => ({ status: 200 });
    expect(await redrive(['ben@example.com', 'stranger@example.com'])).toBe(1);
    await advance(MINUTE);
    const done = await deliveries();
    expect(done.find(({ status }) => status === 'delivered')?.participantId).toBe(idOf('ben@example.com'));
    expect(done.filter(({ status }) => status === 'switched-off')).toHaveLength(1);
  });

  it('is signed with the former secret too for a day after a change, then with the new one alone', async () => {
    await register('anna@example.com');
    const next = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const destination = { type: 'webhook', url: world.receiver.url, secret: next };
    await world.setHandovers(event.id, [{ ...crm, destination }]);
    answer({ status: 500 }, { status: 500 });
    await toTheEnd();
    const [first] = posts();
    expect(first!.headers['webhook-signature']).toBe(
      `${signatureOf(next, first!)} ${signatureOf(secret, first!)}`,
    );
    const headers = first!.headers as Record<string, string>;
    expect(() => new Webhook(secret).verify(first!.body, headers)).not.toThrow();
    world.now = Date.parse('2027-03-02T09:00:01Z');
    await world.sweep();
    await world.settle();
    const last = posts().at(-1)!;
    expect(last.headers['webhook-signature']).toBe(signatureOf(next, last));
  });

  it('keeps its secret when the rule is written without one', async () => {
    const { newSecrets, rules } = await world.setHandovers(event.id, [{ ...crm, name: 'Another name' }]);
    expect(newSecrets.size).toBe(0);
    expect(rules[0]?.destination).toMatchObject({ secret });
    expect((await getHandovers(aws.table, event.id)).rules[0]).not.toHaveProperty('previousSecret');
  });

  it('fails with the reason when its rule was removed meanwhile', async () => {
    await register('anna@example.com');
    answer({ status: 500 });
    await toTheEnd();
    await world.setHandovers(event.id, []);
    await advance(MINUTE);
    expect(await deliveries()).toMatchObject([{ status: 'failed', reason: 'The hand-over was removed.' }]);
    expect(posts()).toHaveLength(1);
  });

  it.each([true, false])(
    'is found again by the sweeper when its worker dies at the post (after it: %s)',
    async (afterEffect) => {
      await register('anna@example.com');
      // Reads of the delivery, the rules, the person, the body and the switch, the claim, the post.
      world.death = { of: 'deliveries', atCall: 7, afterEffect };
      await toTheEnd();
      expect(world.invocations.filter(({ ended }) => ended === 'died')).toHaveLength(1);
      expect(posts()).toHaveLength(afterEffect ? 1 : 0);
      await advance(10 * MINUTE);
      expect(posts()).toHaveLength(afterEffect ? 2 : 1);
      expect(new Set(posts().map(({ id }) => id)).size).toBe(1);
      expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: 2 }]);
    },
  );

  it('ends even when every worker dies at it', async () => {
    await register('anna@example.com');
    const { deliveries: queue } = world.queues;
    const take = queue.take.bind(queue);
    queue.take = () => {
      // Reads of the delivery, the rules, the person, the body and the switch, the claim, the post.
      world.death = { of: 'deliveries', atCall: 7, afterEffect: true };
      return take();
    };
    await toTheEnd();
    for (let round = 0; round < 40 && (await statuses())[0] !== 'failed'; round += 1)
      await advance(5 * MINUTE);
    await advance(HOUR);
    expect(await statuses()).toEqual(['failed']);
  });

  it('makes one attempt of a message that comes twice', async () => {
    await register('anna@example.com');
    world.jammed.add('deliveries');
    await toTheEnd();
    world.queues.deliveries.duplicate(0);
    world.jammed.clear();
    await world.settle();
    expect(posts()).toHaveLength(1);
  });
});

async function patchPerson(participantId: string, mark: string): Promise<void> {
  await aws.table.client.send(
    new UpdateCommand({
      TableName: aws.table.name,
      Key: participantKey(participantId),
      UpdateExpression: 'SET #mark = :at',
      ExpressionAttributeNames: { '#mark': mark },
      ExpressionAttributeValues: { ':at': '2027-03-01T09:30:00Z' },
    }),
  );
}

interface Body {
  data: { participant: { email: string } };
}
