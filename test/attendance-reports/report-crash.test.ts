import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { attendedBetween, guestsPage } from '../../shared/attendance/table/attended-items.ts';
import { listSources } from '../../shared/attendance/table/source-items.ts';
import { AttendanceImportJob } from '../../shared/attendance-reports/domain/attendance-import-job.ts';
import { beginReport, reportImportIdOf } from '../../shared/attendance-reports/usecases/begin-report.ts';
import { answerReport, revertReport } from '../../shared/attendance-reports/usecases/change-report.ts';
import { SHARDS } from '../../shared/platform/values/shard.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { registered } from '../support/registrants.ts';
import { beforeOrAfter, someOf } from '../support/rounds.ts';
import { runToEnd } from '../support/run-jobs.ts';
import { useJobs } from '../support/use-jobs.ts';

const { aws, clock, dying, finish } = useJobs();
const deps = () => ({ table: aws.table, now: () => clock.now });

const file = [
  'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest',
  'Ann Lee,ann@example.com,03/07/2027 10:00:00 AM,03/07/2027 10:20:00 AM,20,No',
  'Bob,bob@example.com,03/07/2027 10:10:00 AM,03/07/2027 10:00:00 AM,-10,No',
  'Ann,ANN@example.com,03/07/2027 10:10:00 AM,03/07/2027 10:30:00 AM,20,No',
  'Gus,,03/07/2027 10:00:00 AM,03/07/2027 10:30:00 AM,30,Yes',
].join('\n');

async function sessionWithPeople(): Promise<Session> {
  const event = await storedEvent(aws.table);
  const session = await storedSession(aws.table, event, { durationMinutes: 60 });
  for (const email of ['ann@example.com', 'bob@example.com'])
    await registered(aws, event, session, { email });
  return session;
}

/** Puts the report for a session and announces it. */
async function arrived(session: Session, name = 'zoom.csv'): Promise<string> {
  const { bucket, client } = aws.imports;
  const key = `attendance/${session.id}/${name}`;
  const put = await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: file }));
  const report = { bucket, key, etag: put.ETag!.replaceAll('"', ''), size: Buffer.byteLength(file) };
  await beginReport(deps(), report, 'bucket');
  return reportImportIdOf(report);
}

/** All that can be seen of a session's attendance. */
async function seenOf({ id }: Session) {
  const said = await Promise.all(
    Array.from({ length: SHARDS }, async (_, shard) => {
      const { guests } = await guestsPage(aws.table, id, shard, undefined, 100);
      return [...(await attendedBetween(aws.table, id, shard, {})).values(), ...guests.values()].flat();
    }),
  );
  const sources = await listSources(aws.table, id);
  const counting = sources.filter(
    ({ readyAt, takenBackAt }) => readyAt !== undefined && takenBackAt === undefined,
  );
  return {
    counting: counting.length,
    people: said
      .flat()
      .filter(({ sourceId }) => counting.some((one) => one.id === sourceId))
      .map(({ person, intervals, unknownTiming, name }) => [
        name ?? person,
        intervals.reduce((sum, [from, to]) => sum + (to - from) / 60_000, 0),
        unknownTiming ?? false,
      ])
      .toSorted(),
  };
}

it.each(
  someOf(Array.from({ length: 16 }, (_, n) => n + 1)).flatMap((atCall) =>
    beforeOrAfter(atCall).map((afterEffect) => ({ atCall, afterEffect })),
  ),
)('A report whose worker dies at call $atCall ends as if none had died', async (death) => {
  const session = await sessionWithPeople();
  const id = await arrived(session);
  const job = AttendanceImportJob.parse(await runToEnd(dying([death]), clock, id));
  expect(job).toMatchObject({ status: 'done', counts: { rows: 4, people: 3, matched: 2, guests: 1 } });
  expect(await seenOf(session)).toMatchObject({
    counting: 1,
    people: expect.arrayContaining([
      [expect.stringMatching(/^par_/), 30, false],
      [expect.stringMatching(/^par_/), 0, true],
      ['Gus', 30, false],
    ]),
  });
});

it('The same bytes count once, until the import that reads them is reverted', async () => {
  const session = await sessionWithPeople();
  const first = await finish(await arrived(session));
  const second = AttendanceImportJob.parse(await finish(await arrived(session, 'copy.csv')));
  expect(second).toMatchObject({ status: 'done', sameAs: first.id });
  const before = await seenOf(session);
  expect(before.counting).toBe(1);
  await expect(answerReport(deps(), second, {}, 'user-1')).rejects.toThrow(/read before/u);
  const reverted = await revertReport(deps(), AttendanceImportJob.parse(first), 'user-1');
  expect(await revertReport(deps(), AttendanceImportJob.parse(first), 'user-1')).toMatchObject({
    revertedAt: reverted.revertedAt,
  });
  expect(await seenOf(session)).toEqual({ counting: 0, people: [] });
  const third = await finish(await arrived(session, 'third.csv'));
  expect(third).toMatchObject({ status: 'done', counts: { people: 3 } });
  expect(await seenOf(session)).toEqual(before);
});

it('An answer to a report that is done makes it count anew, and only once', async () => {
  const session = await sessionWithPeople();
  const job = AttendanceImportJob.parse(await finish(await arrived(session)));
  const answered = await answerReport(deps(), job, { timeZone: 'Europe/Rome' }, 'user-1');
  expect(
    AttendanceImportJob.parse(await runToEnd(dying([{ atCall: 9, afterEffect: true }]), clock, job.id)),
  ).toMatchObject({
    status: 'done',
    run: answered.run,
    answers: { timeZone: 'Europe/Rome' },
  });
  expect(await seenOf(session)).toMatchObject({ counting: 1, people: { length: 3 } });
});
