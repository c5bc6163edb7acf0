import { beforeEach, describe, expect, it } from 'vitest';
import { CreateScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import type { Event } from '../../shared/events/domain/event.ts';
import { runIdOf } from '../../shared/rules/domain/fire.ts';
import { ruleKinds } from '../../shared/registries/rule-kinds.ts';
import { onScheduleFired } from '../../shared/rules/usecases/on-schedule-fired.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { HOUR, MINUTE, TimeWorld, UTC_ZONE } from '../support/time/time-world.ts';
import { getJob } from '../support/stored-jobs.ts';

const aws = useLocalAws();
let world: TimeWorld;
let event: Event;

beforeEach(async () => {
  world = await TimeWorld.open(aws);
  event = await storedEvent(aws.table, { timeZone: UTC_ZONE });
  return () => world.close();
});

const sessionAt = (startsAt: string) => storedSession(aws.table, event, { startsAt });
const dayBefore = { id: 'day', offsetMinutes: -24 * 60 };
const planned = () => world.scheduler.planned.map(({ sessionId, dueAt }) => ({ sessionId, dueAt }));
const take = (fire: Parameters<typeof onScheduleFired>[1]) =>
  onScheduleFired({ table: aws.table, ruleKinds, now: () => world.now }, fire);

describe('Schedules', () => {
  it('reach a session that the index did not show when the rules changed', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.settle();
    const lag = { writes: 50, ms: 24 * HOUR };
    aws.faults.set(1, [{ service: 'dynamodb', action: 'Query', kind: 'stale-index', rate: 1, lag }]);
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    expect(planned()).toEqual([]);
    aws.faults.set(1, []);
    await world.advance(11 * MINUTE, 5 * MINUTE);
    expect(planned()).toEqual([{ sessionId: session.id, dueAt: '2027-03-06T10:00:00.000Z' }]);
  });

  it('are one per coming session and rule, at the rule’s moment, in UTC', async () => {
    const first = await sessionAt('2027-03-07T10:00');
    const second = await sessionAt('2027-03-14T10:00');
    await world.setReminders(event.id, [dayBefore, { id: 'late', anchor: 'end', offsetMinutes: 30 }]);
    await world.settle();
    expect(planned()).toEqual([
      { sessionId: first.id, dueAt: '2027-03-06T10:00:00.000Z' },
      { sessionId: first.id, dueAt: '2027-03-07T11:30:00.000Z' },
      { sessionId: second.id, dueAt: '2027-03-13T10:00:00.000Z' },
      { sessionId: second.id, dueAt: '2027-03-14T11:30:00.000Z' },
    ]);
  });

  it('are made for a session that comes after the rule', async () => {
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    expect(planned()).toEqual([]);
    await sessionAt('2027-03-07T10:00');
    await world.settle();
    expect(planned()).toHaveLength(1);
  });

  it('move with the session, and the former fire is stale', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    const [former] = world.scheduler.planned;
    await world.changeSession(session.id, { startsAt: '2027-03-08T10:00' });
    await world.settle();
    expect(planned()).toEqual([{ sessionId: session.id, dueAt: '2027-03-07T10:00:00.000Z' }]);
    world.now = former!.at;
    expect(await take(former!)).toBe('stale');
  });

  it('stay when a session changes but its time', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    const before = world.scheduler.planned;
    await world.changeSession(session.id, { name: 'Another name' });
    await world.settle();
    expect(world.scheduler.planned).toEqual(before);
  });

  it('go when the session is cancelled, and its fire is stale', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    const [former] = world.scheduler.planned;
    await world.cancelSession(session.id);
    await world.settle();
    expect(planned()).toEqual([]);
    world.now = former!.at;
    expect(await take(former!)).toBe('stale');
  });

  it('go with the rule, and its fire is stale', async () => {
    await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore, { id: 'hour', offsetMinutes: -60 }]);
    await world.settle();
    const former = world.scheduler.planned.find(({ ruleId }) => ruleId === 'day')!;
    await world.setReminders(event.id, [{ id: 'hour', offsetMinutes: -60 }]);
    await world.settle();
    expect(planned().map(({ dueAt }) => dueAt)).toEqual(['2027-03-07T09:00:00.000Z']);
    world.now = former.at;
    expect(await take(former)).toBe('stale');
  });

  it('are not made for a moment that is past', async () => {
    await sessionAt('2027-03-02T08:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    expect(planned()).toEqual([]);
  });

  it('have names of their own: a reminder and a hand-over cannot have the same id', async () => {
    await world.setReminders(event.id, [{ id: 'one', offsetMinutes: -60 }]);
    await world.setHandovers(event.id, [{ id: 'other', offsetMinutes: -60 }]);
    await expect(world.setHandovers(event.id, [{ id: 'one', offsetMinutes: 60 }])).rejects.toMatchObject({
      errors: [{ field: 'rules.0.id', code: 'taken' }],
    });
    await expect(world.setReminders(event.id, [{ id: 'other', offsetMinutes: 60 }])).rejects.toThrow();
  });

  it('say what the table says even when the session moved while they were put', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.settle();
    await world.setReminders(event.id, [dayBefore]);
    let isFirst = true;
    world.scheduler.before = async (command) => {
      if (!isFirst || !(command instanceof UpdateScheduleCommand)) return;
      isFirst = false;
      await world.changeSession(session.id, { startsAt: '2027-03-08T10:00' });
      // The plan of the move is carried out by another invocation before this one goes on.
      const { put } = await planAgain(session.id);
      expect(put).toBe(1);
      await world.skipStream();
    };
    await world.settle();
    expect(planned()).toEqual([{ sessionId: session.id, dueAt: '2027-03-07T10:00:00.000Z' }]);
  });

  it('are put in spite of another hand that makes or fires the same one at the same time', async () => {
    await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    let calls = 0;
    world.scheduler.before = (command) => {
      calls += 1;
      // Between our update, which found nothing, and our create somebody else creates it; and then it goes again.
      if (calls === 2 && command instanceof CreateScheduleCommand)
        world.scheduler.schedules.set(command.input.Name!, command.input);
      if (calls === 3) world.scheduler.schedules.clear();
    };
    await world.settle();
    expect(calls).toBe(5);
    expect(planned()).toHaveLength(1);
  });

  it('begin one run, however often they fire', async () => {
    await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    const [fire] = world.scheduler.planned;
    world.now = fire!.at;
    expect(await Promise.all([take(fire!), take(fire!), take(fire!)])).toEqual(
      expect.arrayContaining(['begun', 'begun-before', 'begun-before']),
    );
    expect(await take(fire!)).toBe('begun-before');
  });

  it('begin no reminder 31 minutes late, but a hand-over 23 hours late', async () => {
    await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.setHandovers(event.id, [{ id: 'crm', anchor: 'end', offsetMinutes: 0 }]);
    await world.settle();
    const [reminder, handover] = world.scheduler.planned;
    world.now = reminder!.at + 31 * MINUTE;
    expect(await take(reminder!)).toBe('too-late');
    world.now = reminder!.at + 30 * MINUTE;
    expect(await take(reminder!)).toBe('begun');
    world.now = handover!.at + 25 * HOUR;
    expect(await take(handover!)).toBe('too-late');
    world.now = handover!.at + 23 * HOUR;
    expect(await take(handover!)).toBe('begun');
  });

  it('that say something else than the table begin nothing', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    const [fire] = world.scheduler.planned;
    world.now = fire!.at;
    expect(await take({ ...fire!, sessionId: `ses_${'0'.repeat(32)}` })).toBe('stale');
    expect(await take({ ...fire!, kind: 'handover' })).toBe('stale');
    expect(await take({ ...fire!, dueAt: '2027-03-06T10:01:00Z' })).toBe('stale');
    expect(await take({ ...fire!, dueAt: '2027-03-06T10:00:00Z' })).toBe('begun');
    const job = await getJob(aws.table, runIdOf({ ...fire!, dueAt: '2027-03-06T10:00:00.000Z' }));
    expect(job).toMatchObject({ fire: { sessionId: session.id, dueAt: '2027-03-06T10:00:00.000Z' } });
  });
});

describe('The sweeper', () => {
  const begun = () => world.invocations.filter(({ body }) => isJobMessage(body)).length;
  const isJobMessage = (body: unknown) => typeof body === 'object' && body !== null && 'jobId' in body;

  it('makes up for a fire that never came', async () => {
    await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    const [fire] = world.scheduler.planned;
    world.scheduler.schedules.clear();
    world.now = fire!.at + 2 * MINUTE;
    expect((await world.sweep()).fires).toBe(0);
    world.now = fire!.at + 4 * MINUTE;
    expect((await world.sweep()).fires).toBe(1);
    await world.settle();
    expect(begun()).toBe(1);
    expect((await world.sweep()).fires).toBe(0);
  });

  it('makes up for a plan that was never carried out, and for what was due meanwhile', async () => {
    await sessionAt('2027-03-02T11:00');
    await world.setReminders(event.id, [{ id: 'hour', offsetMinutes: -60 }]);
    await world.skipStream();
    world.now += 2 * MINUTE;
    expect(await world.sweep()).toMatchObject({ plans: 0, fires: 0 });
    world.now = Date.parse('2027-03-02T10:01:00Z');
    expect((await world.sweep()).plans).toBe(2);
    await world.settle();
    expect(planned()).toEqual([]);
    world.now += 5 * MINUTE;
    expect(await world.sweep()).toMatchObject({ plans: 0, fires: 1 });
    await world.settle();
    expect(begun()).toBe(1);
  });

  it('makes up for a hand-over after it was away for a day itself, and not after that', async () => {
    await sessionAt('2027-03-07T10:00');
    await sessionAt('2027-03-07T12:00');
    await world.setHandovers(event.id, [{ id: 'crm', anchor: 'end', offsetMinutes: 0 }]);
    await world.settle();
    world.scheduler.schedules.clear();
    world.now = Date.parse('2027-03-08T11:30:00Z');
    expect((await world.sweep()).fires).toBe(1);
    await world.settle();
    expect((await world.sweep()).fires).toBe(0);
  });

  it('looks at every moment of a session that moved there and back, and begins what is due at the last one', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    for (const startsAt of ['2027-03-08T10:00', '2027-03-07T10:00', '2027-03-09T10:00', '2027-03-07T10:00']) {
      await world.changeSession(session.id, { startsAt });
      await world.settle();
    }
    world.scheduler.schedules.clear();
    const fires: (number | undefined)[] = [];
    for (const day of ['06', '07', '08']) {
      world.now = Date.parse(`2027-03-${day}T10:04:00Z`);
      fires.push((await world.sweep()).fires);
      await world.settle();
    }
    expect(fires).toEqual([1, 0, 0]);
    expect(begun()).toBe(1);
  });

  it('whose clock is ahead begins nothing before its time, and its fire comes again', async () => {
    await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    world.scheduler.schedules.clear();
    const due = Date.parse('2027-03-06T10:00:00Z');
    world.now = due + 10 * MINUTE;
    expect((await world.sweep()).fires).toBe(1);
    world.now = due - HOUR;
    await world.settle();
    expect(begun()).toBe(0);
    world.now = due + 4 * MINUTE;
    expect((await world.sweep()).fires).toBe(1);
    await world.settle();
    expect(begun()).toBe(1);
  });

  it('makes up for no reminder that is too late', async () => {
    await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.settle();
    const [fire] = world.scheduler.planned;
    world.scheduler.schedules.clear();
    world.now = fire!.at + 31 * MINUTE;
    expect((await world.sweep()).fires).toBe(0);
  });

  it('makes up for nothing that was past when the rule was made', async () => {
    await sessionAt('2027-03-02T08:50');
    await world.setReminders(event.id, [dayBefore]);
    await world.setHandovers(event.id, [{ id: 'crm', offsetMinutes: -48 * 60 }]);
    await world.settle();
    world.now += 5 * MINUTE;
    expect((await world.sweep()).fires).toBe(0);
  });

  it('makes up for nothing that was past when the session moved', async () => {
    const session = await sessionAt('2027-03-07T10:00');
    await world.setReminders(event.id, [dayBefore]);
    await world.changeSession(session.id, { startsAt: '2027-03-02T08:50' });
    await world.settle();
    world.now += 5 * MINUTE;
    expect((await world.sweep()).fires).toBe(0);
  });

  it('does not hand over again because a rule changed after it had run', async () => {
    const session = await sessionAt('2027-03-02T08:00');
    const person = await world.register(event, session, 'once@example.com');
    await world.setHandovers(event.id, [{ id: 'crm', anchor: 'end', offsetMinutes: 0 }]);
    await world.advance(25 * HOUR);
    expect(world.receiver.posts).toHaveLength(1);
    await world.setHandovers(event.id, [
      { id: 'crm', name: 'Another name', anchor: 'end', offsetMinutes: 0 },
    ]);
    await world.advance(20 * MINUTE, 5 * MINUTE);
    expect(world.receiver.posts.map(({ id }) => id)).toEqual([
      expect.stringContaining(person.slice('par_'.length)),
    ]);
  });

  it('does not remind again because only the length of a session changed', async () => {
    const session = await sessionAt('2027-03-02T10:00');
    await world.register(event, session, 'once@example.com');
    await world.setReminders(event.id, [dayBefore]);
    await world.advance(65 * MINUTE);
    expect(world.mails).toHaveLength(1);
    await world.changeSession(session.id, { durationMinutes: 90 });
    await world.advance(20 * MINUTE, 5 * MINUTE);
    expect(world.mails).toHaveLength(1);
  });
});

/** Carries out a session's plan outside of the queue. */
async function planAgain(sessionId: string) {
  const { planSchedules } = await import('../../shared/rules/usecases/plan-schedules.ts');
  return planSchedules(
    { table: aws.table, schedules: world.scheduler.group, now: () => world.now },
    { eventId: event.id, sessionId: sessionId, ruleIds: [] },
  );
}
