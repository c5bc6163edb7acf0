import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeEvent } from '../../shared/events/usecases/change-event.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { JudgementJob } from '../../shared/attendance/domain/judgement-job.ts';
import { guestKey } from '../../shared/attendance/table/attended-items.ts';
import { getSummary } from '../../shared/attendance/table/summary-items.ts';
import { callJudgement, takeTurn, wantedJudgement } from '../../shared/attendance/table/turn-items.ts';
import {
  addSourceAttendance,
  beginSource,
  finishSource,
  takeBackSource,
  type ToldAttendance,
} from '../../shared/attendance/usecases/add-source-attendance.ts';
import { askForJudgement } from '../../shared/attendance/usecases/ask-for-judgement.ts';
import { listAttendance } from '../../shared/attendance/usecases/list-attendance.ts';
import { takeBackByHand } from '../../shared/attendance/usecases/take-back-by-hand.ts';
import { historyOf } from '../../shared/people/table/history-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { setAttendance } from '../../shared/registrations/usecases/set-attendance.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { idOf, registered } from '../support/registrants.ts';
import { useJobs } from '../support/use-jobs.ts';

const { aws, clock, finish, dying } = useJobs();
const names = ['ann', 'bob', 'cid', 'dan'];
const mail = (name: string) => `${name}@attendance.example.com`;
let event: Event;
let session: Session;
let start: number;
const MINUTE = 60_000;
const deps = () => ({ table: aws.table, now: () => clock.now, random: randomBytes });
const told = (name: string, ...minutes: [number, number][]): ToldAttendance => ({
  person: idOf(mail(name)),
  role: 'attendee',
  intervals: minutes.map(([from, to]) => [start + from * MINUTE, start + to * MINUTE]),
});

async function bring(id: string, people: ToldAttendance[], coversAll = true) {
  const at = new Date(clock.now).toISOString();
  const source = await beginSource(deps(), {
    ...{ id, sessionId: session.id, kind: 'report', label: `${id}.csv`, at, coversAll },
  });
  await addSourceAttendance(deps(), source, people);
  await finishSource(deps(), source, 'anna');
}
const judged = async (jobId?: string) =>
  JudgementJob.parse(await finish(jobId ?? (await wantedJudgement(aws.table, session.id))!));
const attendanceOf = async (name: string) => {
  const registration = await getRegistration(aws.table, session.id, idOf(mail(name)));
  const { state, seconds } = registration?.attendance ?? { state: 'unknown' };
  return seconds === undefined ? state : `${state} ${seconds}`;
};
const all = () => Promise.all(names.map(attendanceOf));

beforeAll(async () => {
  event = await storedEvent(aws.table, { attendanceThreshold: 50 });
  session = await storedSession(aws.table, event, { durationMinutes: 60 });
  start = Date.parse(session.startsAtUtc);
  clock.now = start + 90 * MINUTE;
  for (const name of names)
    await registered(aws, event, session, { email: mail(name), utm: { source: 'vk' } });
});

describe('A judgement', () => {
  it('finds who attended once a source is there, and writes it where it changed', async () => {
    const guest = { ...told('ann', [0, 60]), person: guestKey(session.id, 'Gus'), name: 'Gus' };
    await bring('zoom', [told('ann', [0, 30]), told('bob', [0, 29]), told('cid', [50, 40]), guest]);
    expect(await judged()).toMatchObject({
      status: 'done',
      counts: { looked: 4, changed: 3, attended: 1, absent: 2, unknown: 1 },
    });
    expect(await all()).toEqual(['attended 1800', 'absent 1740', 'unknown', 'absent 0']);
    expect(await getSummary(aws.table, session.id)).toMatchObject({
      ...{ registered: 4, attended: 1, absent: 2, unknown: 1, guests: 1 },
      ...{ averageSeconds: 1770, medianSeconds: 1770, peak: { online: 3 } },
      byUtm: [{ source: 'vk', registered: 4, attended: 1 }],
    });
  });

  it('adds a second source up, and takes it out again when it is taken back', async () => {
    await bring('teams', [told('bob', [20, 31]), told('cid', [0, 40])]);
    await judged();
    expect(await all()).toEqual(['attended 1800', 'attended 1860', 'attended 2400', 'absent 0']);
    const which = { sessionId: session.id, id: 'teams' };
    await takeBackSource(deps(), which, { by: 'anna' });
    expect((await judged()).counts.changed).toBe(2);
    expect(await all()).toEqual(['attended 1800', 'absent 1740', 'unknown', 'absent 0']);
    await takeBackSource(deps(), which, { by: 'anna', isBack: true });
    await judged();
    expect(await attendanceOf('bob')).toBe('attended 1860');
  });

  it('leaves what was said by hand, until that is taken back', async () => {
    const dan = (await getRegistration(aws.table, session.id, idOf(mail('dan'))))!;
    const noted = await setAttendance(deps(), dan, { state: 'attended' }, 'anna');
    await bring('meet', [told('dan', [0, 5])]);
    await judged();
    expect(await attendanceOf('dan')).toBe('attended');
    await takeBackByHand(deps(), noted!, 'anna');
    await judged();
    expect(await attendanceOf('dan')).toBe('absent 300');
  });

  it('tells in a dry run what another threshold would change, and changes nothing', async () => {
    const { id } = await askForJudgement(
      deps(),
      { sessionId: session.id, dryRun: true, threshold: 60 },
      'anna',
    );
    const job = await judged(id);
    expect(job.counts).toMatchObject({ changed: 2, attended: 1 });
    expect(job.changes.map(({ after }) => after.state)).toEqual(['absent', 'absent']);
    expect(await attendanceOf('ann')).toBe('attended 1800');
  });

  it('is the same wherever its worker dies, and noted once in the history', async () => {
    await changeEvent(deps(), event.id, { attendanceThreshold: 60 }, undefined);
    const { id } = await askForJudgement(deps(), { sessionId: session.id, dryRun: false }, 'anna');
    const deaths = Array.from({ length: 12 }, (_, n) => ({ atCall: 4 + n * 5, afterEffect: n % 2 === 0 }));
    const workers = dying(deaths);
    const { runToEnd } = await import('../support/run-jobs.ts');
    expect((await runToEnd(workers, clock, id)).status).toBe('done');
    expect(await all()).toEqual(['absent 1800', 'absent 1860', 'attended 2400', 'absent 300']);
    const entries = [];
    for await (const page of historyOf(aws.table, idOf(mail('ann')))) entries.push(...page);
    expect(entries.filter(({ act }) => act === id)).toHaveLength(1);
    expect(await getSummary(aws.table, session.id)).toMatchObject({ attended: 1, absent: 3 });
  });

  it('waits for one that is at work, and is called when that one finds that it is not the latest', async () => {
    const ask = () => askForJudgement(deps(), { sessionId: session.id, dryRun: false }, 'anna');
    const first = await ask();
    expect(await takeTurn(aws.table, first, clock.now)).toBe('taken');
    const second = await ask();
    expect(await takeTurn(aws.table, second, clock.now)).toBe('busy');
    expect(await takeTurn(aws.table, first, clock.now)).toBe('passed');
    expect(await judged(first.id)).toMatchObject({
      status: 'done',
      reason: 'superseded',
      counts: { looked: 0 },
    });
    expect(await takeTurn(aws.table, second, clock.now)).toBe('taken');
    await callJudgement(aws.table, second, clock.now);
    expect((await judged(second.id)).counts.looked).toBe(4);
  });

  it('is listed person by person with times and sources, guests too, page by page', async () => {
    const found = [];
    for (let place: Awaited<ReturnType<typeof listAttendance>>['next'], more = true; more;) {
      const page = await listAttendance(deps(), session, { place, limit: 1 });
      found.push(...page.people);
      place = page.next;
      more = place !== undefined;
    }
    const shown = found.map(({ person, guest, verdict, sources }) => [
      guest?.name ?? person?.email,
      verdict.state,
      sources.map(({ id }) => id).sort(),
    ]);
    expect(shown.toSorted()).toEqual([
      ['Gus', 'attended', ['zoom']],
      [mail('ann'), 'absent', ['zoom']],
      [mail('bob'), 'absent', ['teams', 'zoom']],
      [mail('cid'), 'attended', ['teams', 'zoom']],
      [mail('dan'), 'absent', ['meet']],
    ]);
    const some = await listAttendance(deps(), session, { limit: 50, state: 'attended' });
    expect(some.people).toHaveLength(2);
  });
});
