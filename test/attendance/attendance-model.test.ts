import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runJob } from '../../functions/jobs/job-registry.ts';
import type { Interval } from '../../shared/attendance/domain/interval.ts';
import { JudgementJob } from '../../shared/attendance/domain/judgement-job.ts';
import type { PresenceState } from '../../shared/attendance/domain/presence.ts';
import {
  addSourceAttendance,
  beginSource,
  finishSource,
  takeBackSource,
} from '../../shared/attendance/usecases/add-source-attendance.ts';
import { beginJudgements } from '../../shared/attendance/usecases/call-for-judgement.ts';
import { notePresenceElsewhere } from '../../shared/attendance/usecases/note-presence.ts';
import { settlePresence } from '../../shared/attendance/usecases/settle-presence.ts';
import { takeBackByHand } from '../../shared/attendance/usecases/take-back-by-hand.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { changeEvent } from '../../shared/events/usecases/change-event.ts';
import { changeSession } from '../../shared/events/usecases/change-session.ts';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import { listJobs } from '../../shared/jobs/table/job-items.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { setAttendance } from '../../shared/registrations/usecases/set-attendance.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { idOf, registered } from '../support/registrants.ts';
import { rounds } from '../support/rounds.ts';
import type { Death } from '../support/run-jobs.ts';
import { useJobs } from '../support/use-jobs.ts';

const { aws, clock, dying } = useJobs();
const MINUTE = 60_000;
const people = ['ann', 'bob'].map((name) => ({
  email: `${name}@model.example.com`,
  id: idOf(`${name}@model.example.com`),
}));
const deps = () => ({ table: aws.table, now: () => clock.now, random: randomBytes });

/** What really happened, as the oracle remembers it. */
interface Truth {
  stays: Interval[][];
  reports: Map<string, { intervals: Interval[][]; coversAll: boolean; isBack: boolean }>;
  byHand: (string | undefined)[];
  threshold: number;
}

/** A session, whatever happens to it, and what the verdicts must be in the end. */
class AttendanceWorld {
  readonly #event: Event;
  #session: Session;
  readonly #truth: Truth = { stays: [[], []], reports: new Map(), byHand: [], threshold: 50 };

  constructor(event: Event, session: Session) {
    this.#event = event;
    this.#session = session;
  }

  static async open(): Promise<AttendanceWorld> {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event, { durationMinutes: 60 });
    for (const { email } of people) await registered(aws, event, session, { email });
    clock.now = Date.parse(session.startsAtUtc) - 10 * MINUTE;
    return new AttendanceWorld(event, session);
  }

  #registration = async (who: number): Promise<Registration> =>
    (await getRegistration(aws.table, this.#session.id, people[who]!.id))!;

  /** Somebody comes, beats and leaves, in some tabs at once. */
  async stays(who: number, minutes: number, tabs: number): Promise<void> {
    const from = clock.now;
    const tell = async (state: PresenceState) => {
      let counted = false;
      for (let tab = 0; tab < tabs; tab += 1)
        counted = await notePresenceElsewhere(deps(), this.#session, {
          participantId: people[who]!.id,
          state,
        });
      return counted;
    };
    if (!(await tell('join'))) return;
    let last = from;
    for (let at = from + MINUTE; at <= from + minutes * MINUTE; at += MINUTE) {
      clock.now = at;
      if (!(await tell(at === from + minutes * MINUTE ? 'leave' : 'beat'))) break;
      last = at;
    }
    // Of a page whose beats count no more, what was noted last is known; it is never within the session.
    this.#truth.stays[who]!.push([from, last]);
  }

  async reports(name: string, minutes: [number, number][], coversAll: boolean): Promise<void> {
    if (this.#truth.reports.has(name)) return;
    const start = Date.parse(this.#session.startsAtUtc);
    const intervals = minutes.map(([from, length]): Interval[] => [
      [start + from * MINUTE, start + (from + length) * MINUTE],
    ]);
    const at = new Date(clock.now).toISOString();
    const source = {
      id: name,
      sessionId: this.#session.id,
      kind: 'report',
      label: name,
      at,
      coversAll,
    } as const;
    // Whoever brings it dies half-way, and begins anew.
    for (let time = 0; time < 2; time += 1) {
      const begun = await beginSource(deps(), source);
      await addSourceAttendance(
        deps(),
        begun,
        intervals.map((own, who) => ({ person: people[who]!.id, role: 'attendee', intervals: own })),
      );
    }
    await finishSource(deps(), source, 'anna');
    await finishSource(deps(), source, 'anna');
    this.#truth.reports.set(name, { intervals, coversAll, isBack: true });
  }

  async takesBack(name: string, isBack: boolean): Promise<void> {
    const report = this.#truth.reports.get(name);
    if (!report) return;
    await takeBackSource(deps(), { sessionId: this.#session.id, id: name }, { by: 'anna', isBack });
    report.isBack = isBack;
  }

  async setsThreshold(attendanceThreshold: number): Promise<void> {
    const { version, id: eventId } = await changeEvent(deps(), this.#event.id, { attendanceThreshold });
    this.#truth.threshold = attendanceThreshold;
    for (let time = 0; time < 2; time += 1)
      await beginJudgements(deps(), { eventId, because: `event ${version}` });
  }

  async moves(durationMinutes: number): Promise<void> {
    const session = (await getSession(aws.table, this.#session.id))!;
    this.#session = await changeSession(deps(), this.#event, session, { durationMinutes });
    const because = `schedule ${this.#session.scheduleVersion}`;
    await beginJudgements(deps(), { eventId: this.#event.id, sessionId: session.id, because });
  }

  async says(who: number, state: 'attended' | 'absent' | undefined): Promise<void> {
    const registration = await this.#registration(who);
    if (state === undefined) await takeBackByHand(deps(), registration, 'anna');
    else await setAttendance(deps(), registration, { state }, 'anna');
    this.#truth.byHand[who] = state;
  }

  waits(minutes: number): Promise<void> {
    clock.now += minutes * MINUTE;
    return Promise.resolve();
  }

  /** Workers have their turn at every judgement that is open; some die. */
  async work(deaths: Death[] = []): Promise<boolean> {
    const { jobs } = await listJobs(aws.table, JudgementJob, undefined, 100);
    const open = jobs.filter((job) => job.sessionId === this.#session.id && !isFinished(job));
    const workers = dying(deaths);
    for (const job of open)
      await runJob(workers(), job.id, { owner: randomBytes(4).toString('hex'), mayGoOn: () => true }).catch(
        () => 'died',
      );
    return open.length > 0;
  }

  async settles(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      clock.now += 120 * MINUTE;
      await settlePresence(deps(), { sessionId: this.#session.id });
      while (await this.work()) clock.now += 10 * MINUTE;
    }
    const found = await Promise.all(
      people.map(async (_, who) => {
        const { state, seconds } = (await this.#registration(who)).attendance ?? { state: 'unknown' };
        return [state, seconds];
      }),
    );
    expect(found).toEqual(people.map((_, who) => this.#verdict(who)));
  }

  /** Second by second. */
  #verdict(who: number): [string, number | undefined] {
    const { stays, reports, byHand, threshold } = this.#truth;
    if (byHand[who] !== undefined) return [byHand[who], undefined];
    const counting = [...reports.values()].filter(({ isBack }) => isBack);
    const hasPresence = stays.flat().length > 0;
    const isComplete = hasPresence || counting.some(({ coversAll }) => coversAll);
    const own = [...stays[who]!, ...counting.flatMap(({ intervals }) => intervals[who]!)];
    if (own.length === 0) return isComplete ? ['absent', 0] : ['unknown', undefined];
    const start = Date.parse(this.#session.startsAtUtc);
    const length = this.#session.durationMinutes * 60;
    let seconds = 0;
    for (let second = 0; second < length; second += 1) {
      const at = start + second * 1000;
      seconds += Number(own.some(([from, to]) => from <= at && at < to));
    }
    if (seconds * 100 >= threshold * length) return ['attended', seconds];
    return [isComplete ? 'absent' : 'unknown', seconds];
  }
}

type Act = (world: AttendanceWorld) => Promise<unknown>;
const who = fc.nat(1);
const name = fc.constantFrom('zoom', 'teams');
const death = fc.record({ atCall: fc.integer({ min: 1, max: 60 }), afterEffect: fc.boolean() });
const span = fc.tuple(fc.integer({ min: -10, max: 60 }), fc.nat(50));
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(who, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 3 })).map(
    ([one, minutes, tabs]): Act =>
      (world) =>
        world.stays(one, minutes, tabs),
  ),
  fc.tuple(name, fc.tuple(span, span), fc.boolean()).map(
    ([one, spans, coversAll]): Act =>
      (world) =>
        world.reports(one, spans, coversAll),
  ),
  fc.tuple(name, fc.boolean()).map(
    ([one, isBack]): Act =>
      (world) =>
        world.takesBack(one, isBack),
  ),
  fc.constantFrom(10, 25, 50, 75, 100).map(
    (per): Act =>
      (world) =>
        world.setsThreshold(per),
  ),
  fc.constantFrom(30, 45, 60, 90).map(
    (minutes): Act =>
      (world) =>
        world.moves(minutes),
  ),
  fc.tuple(who, fc.constantFrom('attended' as const, 'absent' as const, undefined)).map(
    ([one, state]): Act =>
      (world) =>
        world.says(one, state),
  ),
  fc.integer({ min: 1, max: 60 }).map(
    (minutes): Act =>
      (world) =>
        world.waits(minutes),
  ),
  fc.array(death, { maxLength: 2 }).map(
    (deaths): Act =>
      (world) =>
        world.work(deaths),
  ),
);

it('Verdicts are those of an oracle, whatever happens in whatever order, and wherever workers die', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (acts) => {
      const world = await AttendanceWorld.open();
      for (const one of acts) await one(world);
      await world.settles();
    }),
    { numRuns: rounds(60, 6) },
  );
}, 600_000);
