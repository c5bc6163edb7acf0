import type { DynamoDBRecord } from 'aws-lambda';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import { eventView } from '../../functions/events/event-view.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { readChange } from '../../shared/platform/table/read-change.ts';
import { shardOf } from '../../shared/platform/values/shard.ts';
import { RecountJob } from '../../shared/recounts/domain/recount-job.ts';
import { takeUpRecounts } from '../../shared/recounts/usecases/begin-recount.ts';
import { listJobs } from '../../shared/jobs/table/job-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { eventCounts } from '../../shared/statistics/table/event-counts.ts';
import { eventCountsKey, talliesKey } from '../../shared/statistics/table/statistics-keys.ts';
import { eventStatistics, sessionStatistics } from '../../shared/statistics/usecases/show-statistics.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { idOf, linkKeys, publicOrigin, registered } from '../support/registrants.ts';
import { identityKey, jobDeps, runToEnd } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
const clock = { now: NOW };
const HOUR = 3_600;
let position: string | undefined;
let event: Event;
let session: Session;
let other: Session;
let person = 0;

/** The dispatcher reads what was written, an hour ago as it seems: nothing moves any more while things are recounted. */
async function dispatchAll(table = aws.table): Promise<void> {
  for (;;) {
    const page = await aws.stream.read(position, 1_000);
    position = page.position;
    const changes = page.records.map((record) => readChange(record as unknown as DynamoDBRecord));
    if (changes.length === 0) return;
    const earlier = changes.map((change) => ({ ...change, at: (change.at ?? 0) - HOUR }));
    expect(await dispatchChanges({ ...aws, table }, earlier)).toEqual([]);
  }
}
const come = (to: Session, more: Record<string, unknown> = {}) =>
  registered(aws, event, to, { email: `told${(person += 1)}@example.com`, ...more });
const deps = () => ({ table: aws.table, now: () => NOW });

beforeEach(async () => {
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  other = await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' });
  await dispatchAll();
});

describe('Statistics', () => {
  it('tell registrations by day, source, campaign and country, of an event and of a session', async () => {
    const utm = { source: 'vk', medium: 'cpc', campaign: 'spring', term: 'pruning' };
    await come(session, { utm, timeZone: 'Europe/Berlin' });
    await come(session, {
      utm: { source: 'vk', medium: 'cpc', campaign: 'spring' },
      timeZone: 'Europe/Kiev',
    });
    await come(other, { timeZone: 'Europe/Busingen' });
    await come(other);
    await dispatchAll();
    const numbers = await eventStatistics(deps(), event, { from: '2027-02-28' });
    expect(numbers).toMatchObject({ registrations: 4, confirmed: 4, visits: 0, cancelled: 0, pending: 0 });
    expect(numbers.rate).toBeUndefined();
    expect(numbers.byDay).toEqual([
      { day: '2027-02-28', visits: 0, registrations: 0 },
      { day: '2027-03-01', visits: 0, registrations: 4 },
    ]);
    expect(numbers.bySource).toEqual([{ source: 'self-registration', registrations: 4 }]);
    expect(numbers.byUtm).toEqual([
      { source: 'vk', medium: 'cpc', campaign: 'spring', visits: 0, registrations: 2 },
      { visits: 0, registrations: 2 },
    ]);
    expect(numbers.byCountry).toEqual([
      { country: 'DE', registrations: 2 },
      { registrations: 1 },
      { country: 'UA', registrations: 1 },
    ]);
    expect(await sessionStatistics(deps(), session, {})).toMatchObject({
      registrations: 2,
      byUtm: [{ source: 'vk', registrations: 2 }],
    });
    expect((await eventStatistics(deps(), event, { to: '2027-02-28' })).registrations).toBe(0);
  });

  it('tell how those of a day stand now', async () => {
    const gone = await come(session);
    await come(session);
    const registration = await getRegistration(aws.table, gone.sessionId, gone.participantId);
    await cancelRegistration(aws.table, registration!, testAct);
    await dispatchAll();
    expect(await eventStatistics(deps(), event, {})).toMatchObject({
      ...{ registrations: 2, confirmed: 1, cancelled: 1 },
    });
  });

  it('refuse days that end before they begin, or are more than a year', async () => {
    for (const asked of [
      { from: '2027-03-02', to: '2027-03-01' },
      { from: '2020-01-01', to: '2027-03-01' },
    ])
      await expect(eventStatistics(deps(), event, asked)).rejects.toMatchObject({
        errors: [{ field: 'to', code: 'time-out-of-range' }],
      });
  });

  it('cost a registration four write units of its counts, once they are there', async () => {
    for (let n = 0; n < 60; n += 1) await come(session, { utm: { source: 'vk' }, timeZone: 'Europe/Berlin' });
    await dispatchAll();
    const counting = aws.countingTable();
    const MANY = 20;
    for (let n = 0; n < MANY; n += 1) {
      await come(session, { utm: { source: 'vk' }, timeZone: 'Europe/Berlin' });
      await dispatchAll(counting.table);
    }
    // Session, event, and the day of both; now and then a page of a log.
    expect(counting.writes() / MANY).toBeLessThanOrEqual(5);
  });
});

describe('What an event tells of its registrations', () => {
  it('is read at once, not session by session', async () => {
    for (const to of [session, other, other]) await come(to);
    await dispatchAll();
    const asked: unknown[] = [];
    const client = Object.create(aws.table.client) as typeof aws.table.client;
    client.send = ((command: { input: unknown }) => {
      asked.push(command.input);
      return aws.table.client.send(command as never);
    }) as typeof client.send;
    const view = await eventView(
      {
        ...planDeps({ ...aws.table, client }),
        ...{ identityKey: () => Promise.resolve(identityKey), linkKeys: () => Promise.resolve(linkKeys) },
        ...{ roleClaim: 'groups', publicOrigin, exemptHosts: [], ...noDestinations() },
      },
      event,
    );
    expect(view.counts).toEqual({ registered: 3, waitlisted: 0, attended: 0, pending: 0 });
    expect(asked).toHaveLength(3);
  });
});

describe('The nightly recount', () => {
  it('puts right what an event and its days tell', async () => {
    for (let n = 0; n < 6; n += 1) await come(session, { utm: { source: 'vk' }, timeZone: 'Europe/Berlin' });
    await dispatchAll();
    const right = await eventStatistics(deps(), event, {});
    const shard = shardOf(idOf(`told${person}@example.com`));
    const spoil = (key: { pk: string; sk: string }, change: string, values: object = {}) =>
      aws.table.client.send(
        new UpdateCommand({
          ...{ TableName: aws.table.name, Key: key, UpdateExpression: change },
          ...{ ExpressionAttributeValues: { ':n': 7, ...values } },
        }),
      );
    await spoil(eventCountsKey(event.id, shard), 'ADD registered :n');
    await spoil(talliesKey(event.id, shard, '2027-03-01'), 'ADD registered :n SET tallies = :tallies', {
      ':tallies': { 'source import': 3 },
    });
    expect(await eventStatistics(deps(), event, {})).not.toEqual(right);
    clock.now = Math.ceil(clock.now / 86_400_000) * 86_400_000 + 3 * HOUR * 1_000;
    await takeUpRecounts({ table: aws.table, now: () => clock.now });
    const [job] = (await listJobs(aws.table, RecountJob, undefined, 1)).jobs;
    const done = await runToEnd(
      () => jobDeps(aws, clock, { pause: () => dispatchAll(), onCountsDiffered: () => undefined }),
      clock,
      job!.id,
    );
    expect(RecountJob.parse(done).counts).toMatchObject({ differed: 2, open: 0 });
    expect(await eventStatistics(deps(), event, {})).toEqual(right);
    expect((await eventCounts(aws.table, event.id)).registered).toBe(6);
  });
});
