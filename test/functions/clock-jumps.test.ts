import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../functions/jobs/job-registry.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { exportKind } from '../../shared/exports/usecases/export-kind.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { getDelivery, insertDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { runDestinationPut } from '../../shared/handovers/table/run-destination-items.ts';
import { deliver, messageOf } from '../../shared/handovers/usecases/deliver.ts';
import { takeUpDeliveries } from '../../shared/handovers/usecases/take-up-deliveries.ts';
import { getStoredJob } from '../../shared/jobs/table/job-items.ts';
import { takeUpJobs } from '../../shared/jobs/usecases/take-up-jobs.ts';
import { beginTurn } from '../../shared/jobs/usecases/begin-turn.ts';
import { claimMail, recordMailSent } from '../../shared/mail/table/mail-items.ts';
import { putMailQuota } from '../../shared/mail/table/mail-rate-items.ts';
import { supersedeMail } from '../../shared/mail/table/supersede-mail.ts';
import { expireUnconfirmedMails } from '../../shared/mail/usecases/expire-unconfirmed-mails.ts';
import { KnownQuota } from '../../shared/mail/usecases/turns/known-quota.ts';
import { MailTurns } from '../../shared/mail/usecases/turns/mail-turns.ts';
import { takeUpUnmailed } from '../../shared/mail/usecases/take-up-unmailed.ts';
import { transact } from '../../shared/platform/table/transact.ts';
import type { WebhookAnswer } from '../../shared/platform/values/webhook-answer.ts';
import { leaseHeartbeat } from '../../shared/privacy/usecases/lease-heartbeat.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { ruleKinds } from '../../shared/registries/rule-kinds.ts';
import { onFireMissed, onScheduleFired } from '../../shared/rules/usecases/on-schedule-fired.ts';
import { planSchedules } from '../../shared/rules/usecases/plan-schedules.ts';
import { takeUpFires } from '../../shared/rules/usecases/take-up-fires.ts';
import { noReach } from '../support/memory-secrets.ts';
import { NOW, planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { justBefore } from '../support/just-before.ts';
import { mortal } from '../support/mortal.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { identityKey, jobDeps } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';
import { HOUR, MINUTE, TimeWorld, UTC_ZONE } from '../support/time/time-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
/** By the wrong clock: what it says while it is right, and an hour off. */
const AHEAD = NOW + HOUR;
const BEHIND = NOW - HOUR;

/** Whoever claims something and dies at once. */
const never = new Promise<never>(() => undefined);
const at = (ms: number) => () => ms;
const { begin } = bulkRunner(() => aws, { now: NOW });

const newExport = () => beginExport(planDeps(aws.table), ExportRequest.parse({}), 'anna');
const workOn = (jobId: string, nowMs: number, table = aws.table) =>
  runJob(jobDeps(aws, { now: nowMs }, { table }), jobId, { owner: randomUUID(), mayGoOn: () => true });
const diesAt = (jobId: string, nowMs: number) =>
  workOn(jobId, nowMs, { ...aws.table, client: mortal(aws.table.client, 2, true) }).catch(() => 'died');
async function takenUp(nowMs: number): Promise<unknown[]> {
  await takeUpJobs({ table: aws.table, jobs: aws.jobs, runs: aws.runs, now: at(nowMs) }, [exportKind]);
  return aws.take(aws.jobs);
}

const claim = (messageId: string, nowMs: number, runId?: string) =>
  claimMail(
    aws.table,
    messageId,
    { participantId: 'par_1', ...(runId !== undefined && { runId }) },
    { owner: randomUUID(), nowMs },
  );

async function newDelivery(createdMs = NOW) {
  const [person] = await storedPeople(aws.table, `clock-${randomBytes(4).toString('hex')}`, 1);
  const runId = `blk_${randomBytes(16).toString('hex')}`;
  const createdAt = new Date(createdMs).toISOString();
  const destination = { runId, url: 'https://crm.example.com/hook', secret: 'whsec_x' };
  await transact(aws.table, [runDestinationPut(aws.table, destination, createdAt)]);
  const made = {
    ...{ runId, participantId: person!.id, status: 'pending' as const, attempts: 0, round: 1, log: [] },
    ...{ body: '{}', nextAttemptAt: createdAt, createdAt },
  };
  await insertDeliveries(aws.table, [made]);
  const posts: string[] = [];
  const attempt = (nowMs: number, answer: Promise<WebhookAnswer>, attempts = 0) =>
    deliver(
      {
        ...{ table: aws.table, deliveries: aws.deliveries, now: at(nowMs), jitter: () => 0 },
        webhooks: {
          post: ({ id }) => {
            posts.push(id);
            return answer;
          },
        },
        reach: noReach,
        retries: { ensure: () => Promise.resolve() },
      },
      { ...messageOf(made), attempts },
    );
  const begins = async (nowMs: number) => {
    void attempt(nowMs, never);
    await expect.poll(async () => (await stored()).attempts).toBe(1);
  };
  const stored = async () => (await getDelivery(aws.table, made.runId, made.participantId))!;
  return { begins, attempt, stored, posts };
}
const taken: Promise<WebhookAnswer> = Promise.resolve({ status: 200, bodyStart: '', durationMs: 1 });

describe('What somebody with a clock an hour ahead began, and died at,', () => {
  it.each<[string, () => Promise<unknown>, unknown]>([
    [
      'as a job, is worked on by the next who comes',
      async () => {
        const { id } = await newExport();
        return [await diesAt(id, AHEAD), await workOn(id, NOW + 4 * MINUTE)];
      },
      ['died', 'finished'],
    ],
    [
      'as a job, is taken up by the sweeper',
      async () => {
        const { id } = await newExport();
        await diesAt(id, AHEAD);
        return takenUp(NOW + 4 * MINUTE);
      },
      [{ jobId: expect.any(String) }],
    ],
    [
      'as a confirmation, is sent by the next who comes',
      async () => {
        const name = `confirmation-${randomUUID()}`;
        return [await claim(name, AHEAD), await claim(name, NOW + MINUTE)];
      },
      ['ours', 'ours'],
    ],
    [
      'as a confirmation of somebody who is merged then, is sent under their new name',
      async () => {
        const name = `confirmation-${randomUUID()}`;
        return [await claim(name, AHEAD), await supersedeMail(aws.table, name, NOW + MINUTE)];
      },
      ['ours', undefined],
    ],
    [
      'as a mail of a run, is not sent again',
      async () => {
        const name = `mailing-${randomUUID()}`;
        await claim(name, AHEAD, 'run_1');
        return claim(name, NOW + MINUTE, 'run_1');
      },
      'claimed',
    ],
    [
      'as a delivery, is taken up by the sweeper and posted again under the same id',
      async () => {
        const { begins, attempt, stored, posts } = await newDelivery();
        await begins(AHEAD);
        const now = NOW + 4 * MINUTE;
        await takeUpDeliveries({ table: aws.table, deliveries: aws.deliveries, now: at(now) });
        const { runId } = await stored();
        const queued = aws.take(aws.deliveries).filter((one) => (one as { runId: string }).runId === runId);
        return [queued.length, await attempt(now, taken, 1), new Set(posts).size, posts.length];
      },
      [1, 'delivered', 1, 2],
    ],
  ])('%s', async (_, happens, expected) => {
    expect(await happens()).toEqual(expected);
  });
});

describe('What a clock an hour ahead has dated', () => {
  it('as a job, is taken up by the sweeper', async () => {
    const { id } = await beginExport(
      { ...planDeps(aws.table), now: at(AHEAD) },
      ExportRequest.parse({}),
      'anna',
    );
    expect(await takenUp(NOW + 4 * MINUTE)).toContainEqual({ jobId: id });
  });

  it('as a registration, gets its mail although nobody was told of it', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const request = post({ email: `${randomUUID()}@example.com`, sessionIds: [session.id] });
    await register({ table: aws.table, identityKey, now: at(AHEAD) }, { event, request });
    const { table, confirmations, bulk } = aws;
    aws.take(confirmations);
    await takeUpUnmailed({ table, confirmations, bulk, now: at(NOW + 10 * MINUTE) });
    expect(aws.take(confirmations)).toMatchObject([{ sessionId: session.id }]);
  });

  it('as the provider’s quota, is asked for anew', async () => {
    await putMailQuota(aws.table, { perSecond: 0, perDay: 1, sentToday: 1 }, AHEAD);
    const fresh = { perSecond: 14, perDay: -1, sentToday: 0 };
    const known = new KnownQuota({
      table: aws.table,
      askQuota: () => Promise.resolve(fresh),
      assumedPerSecond: 1,
      now: at(NOW),
      wait: () => Promise.resolve(),
    });
    expect(await known.read()).toEqual(fresh);
  });
});

describe('What somebody is at whose clock is an hour behind', () => {
  it('as a job, may be taken over, and who had it stores nothing more', async () => {
    const { id } = await newExport();
    const others: unknown[] = [];
    // Between the file's end and the job's.
    const isLast = ({ input }: { input: object }) => JSON.stringify(input).includes('"done"');
    const client = justBefore(aws.table.client, isLast, async () => others.push(await workOn(id, NOW)));
    const slow = await workOn(id, BEHIND, { ...aws.table, client });
    expect([slow, others]).toEqual(['lost', [expect.stringMatching('continued|finished')]]);
  });

  it('as a mail of a run, is told as unknown, and as sent once its end is written down', async () => {
    const name = `mailing-${randomUUID()}`;
    const id = await begin({ type: 'mail', subject: 'News', text: 'News' }, { all: true });
    await claim(name, BEHIND, id);
    expect(await claim(name, NOW, id)).toBe('claimed');
    expect(await expireUnconfirmedMails({ table: aws.table, now: at(NOW) })).toBe(1);
    await recordMailSent(aws.table, name, { at: new Date(NOW).toISOString(), providerId: 'ses-1' });
    expect(await claim(name, NOW, id)).toBe('sent');
    expect(await getStoredJob(aws.table, id)).toMatchObject({ counts: { unknown: 0 } });
  });

  it('as a delivery, is begun by nobody else with the same message', async () => {
    const { begins, attempt, posts } = await newDelivery(BEHIND);
    await begins(BEHIND);
    expect(await attempt(NOW, taken)).toBe('stale');
    expect(posts).toHaveLength(1);
  });
});

describe('In a process whose clock jumps back by an hour', () => {
  it('a worker looks all the same whether others wait', async () => {
    let [now, looks] = [AHEAD, 0];
    const continueOn = {
      url: 'queue',
      client: {
        send: () => {
          looks += 1;
          return Promise.resolve({ Attributes: { ApproximateNumberOfMessages: '1' } });
        },
      } as never,
    };
    const turn = beginTurn({ continueOn, now: () => now });
    now = NOW;
    await turn.look();
    expect([looks, turn.isOver()]).toEqual([1, true]);
  });

  it('a long step keeps its lease', async () => {
    let [now, beats] = [AHEAD, 0];
    const checkpoint = <T>(job: T) => {
      beats += 1;
      return Promise.resolve(job);
    };
    const context = { mayGoOn: () => true, checkpoint, now: () => now };
    const { beat } = leaseHeartbeat(context as never, {} as never);
    now = NOW;
    await beat();
    expect(beats).toBe(1);
  });

  it('mails find their turns', async () => {
    let now = AHEAD;
    const turns = new MailTurns({
      table: aws.table,
      rank: 'many',
      askQuota: () => Promise.resolve({ perSecond: 1, perDay: -1, sentToday: 0 }),
      assumedPerSecond: 1,
      now: () => now,
      wait: (ms) => {
        now += ms;
        return Promise.resolve();
      },
    });
    turns.slowDown();
    now = NOW;
    expect(await turns.take(now + 10_000)).toBe('now');
    expect(now).toBeLessThan(NOW + 10_000);
  });
});

describe('A fire', () => {
  let world: TimeWorld;
  beforeEach(async () => {
    world = await TimeWorld.open(aws);
    return () => world.close();
  });

  /** A reminder of a session, an hour before it, planned; its fire, and what those do who get hold of it. */
  async function planned() {
    const event = await storedEvent(aws.table, { timeZone: UTC_ZONE });
    const session = await storedSession(aws.table, event, { startsAt: '2027-03-07T10:00' });
    await world.setReminders(event.id, [{ id: 'hour', offsetMinutes: -60 }]);
    await world.settle();
    const [fire] = world.scheduler.planned;
    const deps = (nowMs: number) => ({ table: aws.table, ruleKinds, now: at(nowMs) });
    return {
      due: Date.parse(fire!.dueAt),
      fires: (nowMs: number) => onScheduleFired(deps(nowMs), fire!),
      isMissed: (nowMs: number) => onFireMissed(deps(nowMs), fire!),
      isFound: (nowMs: number) => takeUpFires({ ...deps(nowMs), schedules: aws.schedules }),
      plan: (nowMs: number) =>
        planSchedules(
          { table: aws.table, schedules: world.scheduler.group, now: at(nowMs) },
          { eventId: event.id, sessionId: session.id, ruleIds: [] },
        ),
    };
  }

  it('that a clock an hour ahead takes for too late is found by the sweeper, and begins its run', async () => {
    const { due, fires, isFound, isMissed } = await planned();
    expect(await fires(due + HOUR)).toBe('too-late');
    expect(await isFound(due + 4 * MINUTE)).toBe(1);
    expect(await isMissed(due + 4 * MINUTE)).toBe('begun');
    expect(await isFound(due + 9 * MINUTE)).toBe(0);
  });

  it('that a sweeper’s clock an hour ahead takes for missed begins nothing, and is found at its moment', async () => {
    const { due, isFound, isMissed } = await planned();
    expect(await isFound(due - 50 * MINUTE + HOUR)).toBe(1);
    expect(await isMissed(due - 50 * MINUTE)).toBe('not-yet');
    expect(await isFound(due + 4 * MINUTE)).toBe(1);
  });

  it('whose schedule a clock an hour ahead took away is found by the sweeper', async () => {
    const { due, plan, isFound } = await planned();
    expect(await plan(due - 30 * MINUTE + HOUR)).toMatchObject({ removed: 1 });
    expect(world.scheduler.planned).toEqual([]);
    expect(await isFound(due + 4 * MINUTE)).toBe(1);
  });

  it('of a schedule begins its run by a clock that is an hour behind', async () => {
    const { due, fires } = await planned();
    expect(await fires(due - HOUR)).toBe('begun');
  });
});
