import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import type { ImportJob } from '../../shared/imports/domain/import-job.ts';
import { saveJob } from '../../shared/jobs/table/job-items.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { beginImport, importIdOf } from '../../shared/imports/usecases/begin-import.ts';
import { startImport } from '../../shared/imports/usecases/start-import.ts';
import { sendAll } from '../../shared/platform/queue/send-all.ts';
import { sweep, type SweepDeps } from '../../functions/sweeper/sweeps.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { registrationId } from '../../shared/registrations/domain/registration.ts';
import { claimMail } from '../../shared/mail/table/mail-items.ts';
import { buildTestApp, templateOf } from '../infra/synthesize-stage.ts';
import { planDeps, post, storedEvent, storedSession } from '../support/factories.ts';
import { idOf } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { getJob } from '../support/stored-jobs.ts';
import { TestQueue } from '../support/test-queue.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
/** The bucket's own clock stamps the files: only the sweeper's is moved. */
let start: number;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

beforeEach(() => {
  start = Date.now();
  aws.take(aws.jobs);
});

const sweepAt = (after: number, givenUp: SweepDeps['givenUp'] = {}) =>
  sweep({ ...aws, givenUp, now: () => start + after });
const put = async (key: string) => {
  const answer = await aws.imports.client.send(
    new PutObjectCommand({ Bucket: 'imports', Key: key, Body: `email\n${key.length}@example.com\n` }),
  );
  return { bucket: 'imports', key, etag: answer.ETag!.replaceAll('"', ''), size: 1 };
};
const filterOfReminders = (): string => {
  process.env['CDK_VALIDATION'] = 'false';
  const [filter] = Object.values(
    templateOf(buildTestApp(), 'Service').findResources('AWS::Logs::MetricFilter'),
  );
  return String(filter!['Properties'].FilterPattern);
};
const newExport = (createdAt = start) =>
  beginExport({ ...planDeps(aws.table), now: () => createdAt }, ExportRequest.parse({}), 'test');
const finish = async (id: string) => {
  const job = (await getJob(aws.table, id))!;
  await saveJob(aws.table, { ...job, status: 'done', lease: undefined });
};

describe('The sweeper', () => {
  it('takes up a job that nobody came for, not before it had its time', async () => {
    const { id } = await newExport();
    expect(await sweepAt(3 * MINUTE - 1)).toMatchObject({ jobs: 0, files: 0 });
    expect(await sweepAt(3 * MINUTE + 1000)).toMatchObject({ jobs: 1, files: 0 });
    expect(aws.take(aws.jobs)).toEqual([{ jobId: id }]);
    await finish(id);
  });

  it('takes up a job whose worker died, once its lease is over', async () => {
    const job = await newExport();
    const lease = { owner: 'dead', until: new Date(start + 10 * MINUTE).toISOString() };
    await saveJob(aws.table, { ...job, status: 'running', lease });
    expect((await sweepAt(9 * MINUTE)).jobs).toBe(0);
    expect((await sweepAt(11 * MINUTE)).jobs).toBe(1);
    expect(aws.take(aws.jobs)).toEqual([{ jobId: job.id }]);
    await finish(job.id);
  });

  it('leaves alone what is over, and what is older than three days', async () => {
    const done = await newExport();
    await finish(done.id);
    const ancient = await newExport(start - 3 * DAY - MINUTE);
    expect((await sweepAt(MINUTE)).jobs).toBe(0);
    await finish(ancient.id);
  });

  it('takes up a held import that was started days after it came, however old it is by then', async () => {
    const files = { table: aws.table, imports: aws.imports };
    for (const days of [4, 30]) {
      const file = await put(`imports/held-${'x'.repeat(days)}.csv`);
      await beginImport({ table: aws.table, now: () => start - days * DAY }, file, 'bucket');
      const held = (await getJob(aws.table, importIdOf(file))) as ImportJob;
      const waiting = (await saveJob(aws.table, { ...held, heldFor: 'asked' }))!;
      expect((await sweepAt(4 * MINUTE)).jobs).toBe(0);
      const organizer = { id: 'anna', role: 'admin' as const };
      const { id } = await startImport({ ...files, now: () => start }, waiting, {}, organizer, false);
      expect((await sweepAt(2 * MINUTE)).jobs).toBe(0);
      aws.take(aws.jobs);
      expect((await sweepAt(4 * MINUTE)).jobs).toBe(1);
      expect(aws.take(aws.jobs)).toEqual([{ jobId: id }]);
      await finish(id);
    }
  });

  it('takes up a job that was still at work after three days when its worker dies', async () => {
    const job = await newExport(start - 3 * DAY - MINUTE);
    const lease = { owner: 'dead', until: new Date(start).toISOString() };
    await saveJob(aws.table, { ...job, status: 'running', lease });
    expect((await sweepAt(4 * MINUTE)).jobs).toBe(1);
    expect(aws.take(aws.jobs)).toEqual([{ jobId: job.id }]);
    await finish(job.id);
  });

  it('finds a waiting job behind many that are over', async () => {
    const waiting = await newExport(start - DAY);
    const others = [];
    for (let n = 0; n < 120; n += 1) others.push(await newExport(start - DAY + (n + 1) * 1000));
    await Promise.all(others.map((job) => finish(job.id)));
    expect((await sweepAt(0)).jobs).toBe(1);
    expect(aws.take(aws.jobs)).toEqual([{ jobId: waiting.id }]);
    await finish(waiting.id);
  });

  it('begins the import of a file that was never announced, once, and of no other', async () => {
    const [lost, known] = [await put('imports/lost.csv'), await put('imports/known.csv')];
    await put('imports/folder/');
    await put('reports/x/faults.csv');
    await beginImport({ table: aws.table, now: () => start }, known, 'bucket');
    await finish(importIdOf(known));
    expect((await sweepAt(MINUTE)).files).toBe(0);
    expect((await sweepAt(4 * MINUTE)).files).toBe(1);
    expect(await getJob(aws.table, importIdOf(lost))).toMatchObject({
      status: 'waiting',
      createdBy: 'sweeper',
      key: 'imports/lost.csv',
    } satisfies Partial<ImportJob>);
    expect((await sweepAt(5 * MINUTE)).files).toBe(0);
    await finish(importIdOf(lost));
  });

  it('says once a day what waits for somebody, as long as something does, by the word that its alarm knows', async () => {
    const said = vi.spyOn(console, 'info').mockReturnValue(undefined);
    const queues = ['jobs-dlq', 'failures'].map(
      (name) => [name, new TestQueue(() => start + 3 * DAY)] as const,
    );
    const givenUp = Object.fromEntries(queues.map(([name, { queue }]) => [name, queue]));
    const reminders = () =>
      said.mock.calls.map(([line]) => line as object).filter((line) => 'failures' in line);
    expect((await sweepAt(0, givenUp)).givenUp).toBe(0);
    for (const body of [1, 2]) queues[1]![1].push(body);
    for (const after of [0, 5 * MINUTE, DAY, DAY + 5 * MINUTE]) await sweepAt(after, givenUp);
    const word = /"([^"]+)"/.exec(filterOfReminders())![1];
    expect(reminders()).toEqual([
      { what: word, failures: 2 },
      { what: word, failures: 2 },
    ]);
    said.mockRestore();
  });

  it('queues the mails anew that ended in dead letters, and not those of days ago', async () => {
    await sendAll(aws.deadMails.confirmations, [{ mail: 1 }, { mail: 2 }]);
    await sendAll(
      aws.deadMails.bulk,
      Array.from({ length: 25 }, (_, n) => ({ many: n })),
    );
    expect((await sweepAt(MINUTE)).deadMails).toBe(27);
    expect(aws.take(aws.confirmations)).toEqual([{ mail: 1 }, { mail: 2 }]);
    expect(aws.take(aws.bulk)).toHaveLength(25);
    expect((await sweepAt(MINUTE)).deadMails).toBe(0);
    await sendAll(aws.deadMails.confirmations, [{ mail: 3 }]);
    expect((await sweepAt(4 * DAY)).deadMails).toBe(0);
    expect(aws.take(aws.confirmations)).toEqual([]);
  });

  it('calls the allocator again to sessions at which it gave up', async () => {
    const message = { sessionId: `ses_${'7'.repeat(32)}` };
    await sendAll(aws.deadSeats, [message]);
    expect((await sweepAt(MINUTE)).lines).toBe(1);
    expect(aws.take(aws.seats)).toEqual([message]);
    expect(aws.take(aws.deadSeats)).toEqual([]);
  });

  it('queues the mails of registrations that nobody was told of, once they are minutes old', async () => {
    const event = await storedEvent(aws.table);
    const monthAhead = new Date(start + 30 * DAY).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
    const session = await storedSession(aws.table, event, { startsAt: monthAhead });
    const addresses = ['missed', 'mailed', 'no-more'].map((name) => `${name}@sweep.example.com`);
    for (const email of addresses)
      await register(
        { table: aws.table, identityKey, now: () => start },
        { event, request: post({ sessionIds: [session.id], email }) },
      );
    const [missed, mailed, noMore] = addresses.map(idOf);
    const name = `confirmation-${registrationId({ sessionId: session.id, participantId: mailed! })}-1`;
    const instant = new Date(start).toISOString();
    const claimant = { owner: 'anna', nowMs: start };
    await claimMail(aws.table, name, { participantId: mailed!, eventId: event.id }, claimant);
    await optOutOfEverything(aws.table, noMore!, instant);
    aws.take(aws.confirmations);
    expect((await sweepAt(7 * MINUTE)).unmailed).toBe(0);
    expect((await sweepAt(9 * MINUTE)).unmailed).toBe(1);
    expect(aws.take(aws.confirmations)).toEqual([
      {
        kind: 'confirmation',
        eventId: event.id,
        sessionId: session.id,
        participantId: missed,
        mailRound: 1,
      },
    ]);
    expect((await sweepAt(4 * DAY)).unmailed).toBe(0);
  });

  it('fails loudly when the queue takes nothing, so that its alarm rings', async () => {
    const { id } = await newExport();
    aws.faults.set(1, [{ service: 'sqs', action: '*', kind: 'throttle', rate: 1 }]);
    await expect(sweepAt(4 * MINUTE)).rejects.toThrow();
    aws.faults.set(1, []);
    expect((await sweepAt(4 * MINUTE)).jobs).toBe(1);
    await finish(id);
  });
});
