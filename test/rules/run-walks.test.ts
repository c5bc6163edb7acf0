import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { ruleRuns } from '../../functions/schedules/rule-runs.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import { groupOfRun } from '../../shared/jobs/domain/job-message.ts';
import { createJob, getJob, listJobs } from '../../shared/jobs/table/job-items.ts';
import { ReminderJob } from '../../shared/mail/domain/mail-run-jobs.ts';
import type { ReminderMessage } from '../../shared/mail/usecases/send-reminders.ts';
import { chunks } from '../../shared/platform/values/chunks.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { insertRegistrations } from '../../shared/registrations/table/insert-registrations.ts';
import { RunWalk } from '../../shared/rules/domain/run-walk.ts';
import { runRule } from '../../shared/rules/usecases/run-rule.ts';
import { identityKey } from '../support/run-jobs.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { mortal } from '../support/mortal.ts';
import { beforeOrAfter, someOf } from '../support/rounds.ts';
import { TestQueue } from '../support/test-queue.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const PEOPLE = 90;
const LEASE_MS = 2 * 60_000;
/** So small that a run of ninety people is a large one. */
const sizes = { page: 2, alone: 6 };

const aws = useLocalAws();
let event: Event;
let session: Session;
let people: string[];
let now: number;
let bulk: TestQueue;
let runs: TestQueue;
let workers = 0;

beforeEach(async () => {
  now = NOW + 60_000;
  bulk = new TestQueue(() => now);
  runs = new TestQueue(() => now);
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  people = Array.from({ length: PEOPLE }, () => `par_${randomBytes(16).toString('hex')}`);
  for (const some of chunks(people.map(registration), 25)) await insertRegistrations(aws.table, some);
});

const registration = (participantId: string): Registration => ({
  ...{ participantId, sessionId: session.id, eventId: event.id, email: 'somebody@example.com' },
  ...{ status: 'registered', source: 'import', answers: {}, linkEpoch: 1, mailRound: 1 },
  createdAt: new Date(NOW - 60_000).toISOString(),
});

/** A run that reminds the people of the session. */
async function begun(): Promise<string> {
  const id = `run_${randomBytes(16).toString('hex')}`;
  const run: ReminderJob = {
    ...{ kind: 'reminder', id, status: 'waiting', version: 1, idleSlices: 0, createdBy: 'schedule' },
    ...{ createdAt: new Date(NOW).toISOString(), eventId: event.id, cursor: { shard: 0 } },
    counts: { looked: 0, chosen: 0, unknown: 0 },
    fire: { kind: 'reminder', sessionId: session.id, ruleId: 'day', dueAt: new Date(NOW).toISOString() },
  };
  await createJob(aws.table, run);
  return id;
}

const runDeps = { identityKey: () => Promise.resolve(identityKey) };
const work = (jobId: string, client = aws.table.client, mayGoOn = () => true) =>
  runRule(
    {
      table: { ...aws.table, client },
      runs: runs.queue,
      bulk: bulk.queue,
      now: () => now,
      sizes,
      ...runDeps,
    },
    ruleRuns,
    jobId,
    { owner: `worker-${(workers += 1)}`, mayGoOn },
  );

const runOf = async (id: string) => (await getJob(aws.table, id, ReminderJob))!;
const walksOf = async (id: string) =>
  (await listJobs(aws.table, RunWalk, undefined, 500)).jobs.filter((walk) => walk.of === id);
/** To whom mails were queued, once for each time. */
const queued = () => (bulk.bodies as ReminderMessage[]).flatMap(({ participantIds }) => participantIds);

/** Works on the run and its walks, as the sweeper has them taken up, until it is over. */
async function toTheEnd(id: string): Promise<ReminderJob> {
  for (let round = 0; round < 100; round += 1) {
    const run = await runOf(id);
    if (isFinished(run)) return run;
    now += LEASE_MS;
    for (const walk of await walksOf(id)) if (!isFinished(walk)) await work(walk.id).catch(() => undefined);
    await work(id);
  }
  throw new Error('The run never ends.');
}

describe('A run over many people', () => {
  it('is walked by several workers at once, who choose each of them once', async () => {
    const id = await begun();
    expect(await work(id)).toBe('waits');
    expect(await runOf(id)).toMatchObject({ status: 'running', counts: { looked: 6 } });
    const walks = await walksOf(id);
    expect(walks.length).toBeGreaterThanOrEqual(14);
    expect(await Promise.all(walks.map((walk) => work(walk.id)))).toEqual(walks.map(() => 'finished'));
    expect(await runOf(id)).toMatchObject({ status: 'done', counts: { looked: PEOPLE, chosen: PEOPLE } });
    expect(queued().toSorted()).toEqual(people.toSorted());
    expect(await work(id)).toBe('finished-before');
  });

  it('is not divided as long as one walk can do it', async () => {
    const id = await begun();
    const deps = { table: aws.table, runs: runs.queue, bulk: bulk.queue, now: () => now, ...runDeps };
    expect(await runRule(deps, ruleRuns, id, { owner: 'alone', mayGoOn: () => true })).toBe('finished');
    expect(await walksOf(id)).toEqual([]);
    expect(queued().toSorted()).toEqual(people.toSorted());
  });

  it('is done when the last walk is, and not before', async () => {
    const id = await begun();
    await work(id);
    const walks = await walksOf(id);
    for (const walk of walks) {
      expect((await runOf(id)).status).toBe('running');
      await work(walk.id);
    }
    expect((await runOf(id)).status).toBe('done');
  });

  it('goes on where each walk stopped when its time was up', async () => {
    const id = await begun();
    await work(id);
    for (const { id: walk } of await walksOf(id))
      expect(await work(walk, undefined, () => false)).toMatch(/continued|finished/);
    const before = queued().length;
    expect(before).toBeLessThan(PEOPLE);
    expect(await toTheEnd(id)).toMatchObject({ status: 'done', counts: { looked: PEOPLE, chosen: PEOPLE } });
    expect(queued().toSorted()).toEqual(people.toSorted());
  });

  it('lets two workers have no walk, when a message comes twice', async () => {
    const id = await begun();
    await work(id);
    const [walk] = await walksOf(id);
    const outcomes = await Promise.all([work(walk!.id), work(walk!.id), work(walk!.id)]);
    expect(outcomes.filter((outcome) => outcome === 'finished')).toHaveLength(1);
    expect(await toTheEnd(id)).toMatchObject({ counts: { looked: PEOPLE, chosen: PEOPLE } });
  });

  const calls = Array.from({ length: 44 }, (_, n) => n + 1);
  it.each(someOf(calls, 7).flatMap((call) => beforeOrAfter(call).map((after) => [call, after] as const)))(
    'counts everybody once when its first worker dies at call %i, after its effect: %s',
    async (call, after) => {
      const id = await begun();
      await work(id, mortal(aws.table.client, call, after)).catch(() => undefined);
      expect(await toTheEnd(id)).toMatchObject({
        status: 'done',
        counts: { looked: PEOPLE, chosen: PEOPLE },
      });
      expect(new Set(queued())).toEqual(new Set(people));
    },
  );

  const ofWalk = Array.from({ length: 12 }, (_, n) => n + 1);
  it.each(someOf(ofWalk, 3).flatMap((call) => beforeOrAfter(call).map((after) => [call, after] as const)))(
    'counts everybody once when the workers of its walks die at call %i, after its effect: %s',
    async (call, after) => {
      const id = await begun();
      await work(id);
      const walks = await walksOf(id);
      await Promise.all(
        walks.map((walk) => work(walk.id, mortal(aws.table.client, call, after)).catch(() => undefined)),
      );
      expect(await toTheEnd(id)).toMatchObject({
        status: 'done',
        counts: { looked: PEOPLE, chosen: PEOPLE },
      });
      expect(new Set(queued())).toEqual(new Set(people));
    },
  );

  it('fails when a walk of it is given up, after the others are done', async () => {
    const id = await begun();
    await work(id);
    const [walk] = await walksOf(id);
    const lost = people.filter((person) => Number.parseInt(person.charAt(4), 16) === walk!.shard);
    bulk.refuses = (body) => (body as ReminderMessage).participantIds.some((person) => lost.includes(person));
    const run = await toTheEnd(id);
    expect(run).toMatchObject({ status: 'failed', reason: 'stuck' });
    expect(run.counts.chosen).toBeGreaterThan(PEOPLE / 2);
    expect(await walksOf(id)).toSatisfy((walks: RunWalk[]) => walks.every(isFinished));
  });

  it('shares workers with others as one, whatever the number of its walks', () => {
    expect(groupOfRun({ jobId: 'run_1.15' })).toBe(groupOfRun({ jobId: 'run_1' }));
  });
});
