import { beforeEach, describe, expect, it } from 'vitest';
import { savePresence } from '../../shared/attendance/table/presence-items.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getHandovers } from '../../shared/handovers/table/handover-items.ts';
import { listDeliveries } from '../../shared/handovers/table/delivery-items.ts';
import { listRuns } from '../../shared/handovers/table/run-items.ts';
import { previewHandover } from '../../shared/handovers/usecases/preview-handover.ts';
import { HandoverRule } from '../../shared/handovers/domain/handover-rule.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { setAttendance } from '../../shared/registrations/usecases/set-attendance.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { HOUR, MINUTE, TimeWorld, UTC_ZONE } from '../support/time/time-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let world: TimeWorld;
let event: Event;
let session: Session;

beforeEach(async () => {
  world = await TimeWorld.open(aws);
  event = await storedEvent(aws.table, { timeZone: UTC_ZONE });
  session = await storedSession(aws.table, event, { startsAt: '2027-03-01T10:00', name: 'Pruning' });
  return () => world.close();
});

const rules = (...some: Record<string, unknown>[]) => world.setHandovers(event.id, some);
const register = (name: string) => world.register(event, session, `${name}@example.com`);
const untilEnd = () => world.advance(Date.parse('2027-03-01T11:01:00Z') - world.now);
const judge = async (participantId: string, state: 'attended' | 'absent') => {
  const registration = (await getRegistration(aws.table, session.id, participantId))!;
  await setAttendance({ table: aws.table, now: world.clock }, registration, { state }, 'anna');
  await world.settle();
};
interface Told {
  data: { participant: { email: string }; happened?: string; attendance?: { state: string } };
}
const told = () =>
  world.receiver.posts.map(({ body }) => {
    const { participant, happened, attendance } = (JSON.parse(body) as Told).data;
    return [participant.email.split('@')[0], happened ?? attendance?.state];
  });
const deliveriesOf = async (ruleId: string) => {
  const { runs } = await listRuns(aws.table, { eventId: event.id, ruleId }, undefined, 10);
  const pages = await Promise.all(
    runs.map(({ runId }) => listDeliveries(aws.table, runId, FIRST_SHARD, 100)),
  );
  return pages.flatMap(({ deliveries }) => deliveries);
};
const statesOf = async (ruleId: string) => (await deliveriesOf(ruleId)).map(({ status }) => status).sort();

describe('A hand-over of who is online', () => {
  it('is of those who are in the room at its moment, and of nobody who left or never came; the other way round as well', async () => {
    await rules(
      { id: 'here', anchor: 'start', offsetMinutes: 20, audience: 'online' },
      { id: 'away', anchor: 'start', offsetMinutes: 20, audience: 'not-online' },
    );
    const [ann, ben] = [await register('ann'), await register('ben')];
    await register('cleo');
    await world.settle();
    const save = (participantId: string, hasLeft: boolean) =>
      savePresence(
        aws.table,
        session.id,
        { participantId, stays: [[at('10:00'), at('10:19')]], hasLeft, version: 1 },
        session.startsAtUtc,
      );
    await save(ann, false);
    await save(ben, true);
    await untilEnd();
    expect((await deliveriesOf('here')).map(({ participantId }) => participantId)).toEqual([ann]);
    expect(
      told()
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(['ann', 'ben', 'cleo']);
  });
});

const at = (time: string) => Date.parse(`2027-03-01T${time}:00Z`) / 1000;

describe('A hand-over at once', () => {
  it('is of everybody to whom it happens, as it happens, and again when it happens again', async () => {
    await register('early');
    await world.settle();
    await rules({ id: 'in', when: 'registered' }, { id: 'out', when: 'cancelled' });
    await world.settle();
    const ann = await register('ann');
    await world.settle();
    await world.advance(MINUTE);
    expect(told()).toEqual([['ann', 'registered']]);
    await world.cancelRegistration(session.id, ann);
    await world.settle();
    await world.advance(MINUTE);
    await register('ann');
    await world.settle();
    expect(told()).toEqual([
      ['ann', 'registered'],
      ['ann', 'cancelled'],
      ['ann', 'registered'],
    ]);
    expect(new Set(world.receiver.posts.map(({ id }) => id)).size).toBe(3);
    await untilEnd();
    expect(told()).toHaveLength(3);
  });

  it('is made once when its message comes twice, and when its worker dies anywhere', async () => {
    await rules({ id: 'in', when: 'registered' });
    await world.settle();
    for (const atCall of [6, 8, 9, 10, 11]) {
      world.death = { of: 'schedules', atCall, afterEffect: atCall % 2 === 0 };
      await register(`p${atCall}`);
      await world.settle();
      await world.advance(3 * MINUTE);
    }
    expect(told().map(([name]) => name)).toEqual(['p6', 'p8', 'p9', 'p10', 'p11']);
    expect(world.invocations.filter(({ ended }) => ended === 'died').length).toBeGreaterThanOrEqual(3);
  });

  it('is of those that a filter lets through', async () => {
    await rules({
      ...{ id: 'in', when: 'registered' },
      filter: { field: 'email', op: 'eq', value: 'ann@example.com' },
    });
    await world.settle();
    await register('ben');
    await register('ann');
    await world.settle();
    expect(told()).toEqual([['ann', 'registered']]);
    expect((await getHandovers(aws.table, event.id)).rules[0]).toHaveProperty('filterText');
  });

  it('asks nothing of the scheduler', async () => {
    await rules({ id: 'in', when: 'registered' });
    await world.settle();
    expect(world.scheduler.schedules.size).toBe(0);
  });
});

describe('A hand-over of those who took part', () => {
  const both = [
    { id: 'came', anchor: 'end', offsetMinutes: 1, audience: 'participants', waitMinutes: 120 },
    { id: 'stayed', anchor: 'end', offsetMinutes: 1, audience: 'non-participants', waitMinutes: 120 },
  ];

  it('takes whoever is known at its moment, and the others as word of them comes', async () => {
    await rules(...both);
    const [ann, ben, cleo] = [await register('ann'), await register('ben'), await register('cleo')];
    await register('dora');
    await judge(ann, 'attended');
    await untilEnd();
    expect(told()).toEqual([['ann', 'attended']]);
    await world.advance(30 * MINUTE);
    await judge(ben, 'attended');
    await judge(cleo, 'absent');
    expect(told().slice(1)).toEqual([
      ['ben', 'attended'],
      ['cleo', 'absent'],
    ]);
    await world.advance(3 * HOUR);
    expect(told()).toHaveLength(3);
    expect(await statesOf('came')).toEqual(['delivered', 'delivered', 'skipped', 'skipped']);
    expect(await statesOf('stayed')).toEqual(['delivered', 'skipped', 'skipped']);
    expect((await deliveriesOf('came')).map(({ reason }) => reason)).toContain(
      'Nobody knew in time whether the person was there.',
    );
  });

  it('counts whoever is unknown after the wait as absent where the rule says so', async () => {
    await rules(...both.map((rule) => ({ ...rule, afterWait: 'as-absent' })));
    await register('ann');
    await untilEnd();
    await world.advance(119 * MINUTE);
    expect(told()).toEqual([]);
    await world.advance(2 * MINUTE);
    expect(told()).toEqual([['ann', undefined]]);
    expect(await statesOf('stayed')).toEqual(['delivered']);
  });

  it.each(['moved', 'cancelled'])(
    'hands nobody over at the old time once the session was %s',
    async (what) => {
      await rules(...both);
      const ann = await register('ann');
      await untilEnd();
      if (what === 'moved') await world.changeSession(session.id, { startsAt: '2027-03-02T10:00' });
      else await world.cancelSession(session.id);
      await world.settle();
      await judge(ann, 'attended');
      await world.advance(3 * HOUR);
      expect(told()).toEqual([]);
      expect(await statesOf('came')).toEqual(['skipped']);
    },
  );

  it('tells a changed verdict where the rule wants it, once', async () => {
    await rules({ ...both[0], tellChanges: true }, { ...both[1], tellChanges: false });
    const [ann, ben] = [await register('ann'), await register('ben')];
    await judge(ann, 'attended');
    await judge(ben, 'absent');
    await untilEnd();
    expect(told().sort()).toEqual([
      ['ann', 'attended'],
      ['ben', 'absent'],
    ]);
    await judge(ann, 'absent');
    await judge(ann, 'absent');
    await judge(ben, 'attended');
    expect(told().slice(2)).toEqual([
      ['ann', 'absent'],
      ['ben', 'attended'],
    ]);
  });

  it('can be tried before: who it would be, and what would be sent of one of them', async () => {
    const [ann] = [await register('ann'), await register('ben')];
    await judge(ann, 'attended');
    const destination = { type: 'webhook', url: world.receiver.url };
    const rule = HandoverRule.parse({ audience: 'participants', destination });
    expect(await previewHandover(world.planDeps, rule, { event, session })).toMatchObject({
      ...{ looked: 2, count: 1, undecided: 1, complete: true },
      sample: { body: { data: { event: { id: event.id } } } },
    });
    expect(told()).toEqual([]);
  });
});
