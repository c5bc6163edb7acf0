import { randomBytes } from 'node:crypto';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { createGroup, groupSize } from '../../shared/groups/table/group-items.ts';
import { groupCountsKey } from '../../shared/groups/table/group-keys.ts';
import { putMembers } from '../../shared/groups/table/member-items.ts';
import { listJobs } from '../../shared/jobs/table/job-items.ts';
import { readChange } from '../../shared/platform/table/read-change.ts';
import { RecountJob } from '../../shared/recounts/domain/recount-job.ts';
import { beginRecount, takeUpRecounts } from '../../shared/recounts/usecases/begin-recount.ts';
import { countsKey } from '../../shared/registrations/table/registration-keys.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { idOf, registered } from '../support/registrants.ts';
import { jobDeps, runToEnd } from '../support/run-jobs.ts';
import { shardOf } from '../../shared/platform/values/shard.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { wipeTable } from '../support/wipe-table.ts';

const aws = useLocalAws();
const clock = { now: NOW };
let position: string | undefined;
let event: Event;
let session: Session;
let person = 0;

/** The dispatcher reads what was written, `most` records at a time; as if it had been written so many seconds earlier. */
async function dispatch(most = 1_000, earlier = 0): Promise<boolean> {
  const page = await aws.stream.read(position, most);
  position = page.position;
  const changes = page.records
    .map((record) => readChange(record as unknown as DynamoDBRecord))
    .map((change) => ({ ...change, at: (change.at ?? 0) - earlier }));
  await dispatchChanges(aws, changes);
  return changes.length > 0;
}
const dispatchAll = async (earlier = 0) => {
  while (await dispatch(1_000, earlier)) continue;
};
const passOver = async () => {
  for (let more = true; more;) {
    const page = await aws.stream.read(position, 1_000);
    position = page.position;
    more = page.records.length > 0;
  }
};
const registerOne = () => registered(aws, event, session, { email: `counted${(person += 1)}@example.com` });
const counts = async () => (await sessionCounts(aws.table, session.id)).registered;
const corrupt = (key: { pk: string; sk: string }, column: string, by: number) =>
  aws.table.client.send(
    new UpdateCommand({
      ...{ TableName: aws.table.name, Key: key },
      UpdateExpression: `ADD ${column} :by`,
      ExpressionAttributeValues: { ':by': by },
    }),
  );

let told: string[] = [];
async function recount(scope: RecountJob['scope'], pause: () => Promise<unknown> = () => dispatchAll()) {
  const job = await beginRecount(
    { table: aws.table, now: () => clock.now, random: randomBytes },
    scope,
    'anna',
  );
  return runIt(job.id, pause);
}
async function runIt(jobId: string, pause: () => Promise<unknown> = () => dispatchAll()) {
  const onCountsDiffered = ({ counts: of, shard }: { counts: string; shard: string }) => {
    told.push(`${of} ${shard}`);
  };
  const job = await runToEnd(() => jobDeps(aws, clock, { pause, onCountsDiffered }), clock, jobId);
  return RecountJob.parse(job);
}
/** What recounts the sweeper began, the latest first. */
const begun = async () => (await listJobs(aws.table, RecountJob, undefined, 10)).jobs;

// Each engine has a stream of its own.
beforeAll(() => {
  position = undefined;
});

beforeEach(async () => {
  // Days of the tests before would be due as well, and are too fresh to be told.
  await wipeTable(aws.table);
  await passOver();
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  clock.now += 30 * 24 * 3_600_000;
  told = [];
});

describe('A recount', () => {
  it('of a session finds right counts right, and writes nothing into a session of nobody', async () => {
    for (let n = 0; n < 20; n += 1) await registerOne();
    await dispatchAll();
    const job = await recount({ sessionId: session.id });
    expect(job).toMatchObject({
      status: 'done',
      counts: { recounted: 16, looked: 20, differed: 0, open: 0 },
    });
    expect(await counts()).toBe(20);
    const empty = await storedSession(aws.table, event);
    expect((await recount({ sessionId: empty.id })).counts.looked).toBe(0);
    expect((await sessionCounts(aws.table, empty.id)).registered).toBe(0);
    expect(told).toEqual([]);
  });

  it('of a session corrects each shard that is wrong or gone, and tells which', async () => {
    for (let n = 0; n < 40; n += 1) await registerOne();
    await dispatchAll();
    const shard = shardOf(idOf(`counted${person}@example.com`));
    await corrupt(countsKey(session.id, shard), 'registered', -1);
    await corrupt(countsKey(session.id, (shard + 1) % 16), 'attended', 3);
    const { client, name } = aws.table;
    await client.send(new DeleteCommand({ TableName: name, Key: countsKey(session.id, (shard + 2) % 16) }));
    const job = await recount({ sessionId: session.id });
    expect(await sessionCounts(aws.table, session.id)).toEqual({
      registered: 40,
      waitlisted: 0,
      attended: 0,
      pending: 0,
      invited: 0,
    });
    expect(job.counts.differed).toBe(told.length);
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told.every((one) => one.startsWith(`SESSIONCOUNTS#${session.id} `))).toBe(true);
  });

  it('of a group counts its members', async () => {
    const id = `grp_${randomBytes(16).toString('hex')}`;
    await createGroup(aws.table, { id, name: id, createdAt: '2027-01-01T00:00:00Z', version: 1 });
    const ids = Array.from({ length: 50 }, () => `par_${randomBytes(16).toString('hex')}`);
    await putMembers(aws.table, id, ids, { by: 'anna', at: '2027-01-01T00:00:00Z' });
    await dispatchAll();
    await corrupt(groupCountsKey(id, shardOf(ids[0]!)), 'members', 9);
    expect((await recount({ groupId: id })).counts).toMatchObject({ looked: 50, differed: 1 });
    expect(await groupSize(aws.table, id)).toBe(50);
  });

  it('ends with exact counts while people register and the dispatcher is behind', async () => {
    for (let n = 0; n < 10; n += 1) await registerOne();
    await dispatchAll();
    await corrupt(countsKey(session.id, shardOf(idOf(`counted${person}@example.com`))), 'registered', 5);
    for (let n = 0; n < 15; n += 1) await registerOne();
    await dispatch(7);
    let meanwhile = 0;
    await recount({ sessionId: session.id }, async () => {
      if ((meanwhile += 1) < 12) await registerOne();
      await dispatch(3);
    });
    expect(meanwhile).toBeGreaterThan(0);
    await dispatchAll();
    // What came in the seconds of the recount may be in doubt: the sweeper has it counted.
    clock.now += 5 * 60_000;
    await takeUpRecounts({ table: aws.table, now: () => clock.now });
    for (const job of (await begun()).filter(({ status }) => status === 'waiting')) await runIt(job.id);
    expect(await counts()).toBe(25 + Math.min(meanwhile, 11));
  });
});

describe('Recounts that nobody asked for', () => {
  it('begin once a night, of what moved since, and of nothing if nothing did', async () => {
    for (let n = 0; n < 12; n += 1) await registerOne();
    // A day that changes while it is counted waits for the next night.
    await dispatchAll(60);
    await corrupt(countsKey(session.id, shardOf(idOf(`counted${person}@example.com`))), 'registered', 2);
    const sweep = () => takeUpRecounts({ table: aws.table, now: () => clock.now });
    clock.now = Math.ceil(clock.now / 86_400_000) * 86_400_000 + 3 * 3_600_000;
    expect(await Promise.all([sweep(), sweep(), sweep()])).toContain(1);
    expect(await sweep()).toBe(0);
    const [job] = await begun();
    expect(await runIt(job!.id)).toMatchObject({
      ...{ createdBy: 'system', scope: { due: 'daily' } },
      // Of the session, of the event, and of the day of both.
      counts: { looked: 4 * 12, differed: 1, open: 0 },
    });
    expect(await counts()).toBe(12);
    clock.now += 24 * 3_600_000;
    expect(await sweep()).toBe(0);
  });

  it('begin within five minutes where counts are in doubt', async () => {
    const key = countsKey(session.id, 0);
    await corrupt(key, 'registered', 3);
    const old = { entity: 'counts', v: 1, lastSequence: '1'.repeat(40) };
    await aws.table.client.send(
      new UpdateCommand({
        ...{ TableName: aws.table.name, Key: key },
        UpdateExpression: 'SET entity = :entity, v = :v, lastSequence = :lastSequence',
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(old).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
    for (let n = 0; n < 60; n += 1) await registerOne();
    await dispatchAll();
    expect(await counts()).not.toBe(60);
    clock.now += 5 * 60_000;
    await takeUpRecounts({ table: aws.table, now: () => clock.now });
    const [job] = (await begun()).filter(({ scope }) => 'due' in scope && scope.due === 'doubt');
    expect((await runIt(job!.id)).counts).toMatchObject({ recounted: 1, differed: 1, open: 0 });
    expect(await counts()).toBe(60);
    expect(told).toEqual([`SESSIONCOUNTS#${session.id} 00`]);
  });
});
