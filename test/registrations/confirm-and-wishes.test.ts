import * as fc from 'fast-check';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import { allowsMail, hasOptedOut } from '../../shared/people/domain/wish.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import {
  optInToEvent,
  optOutOfEvent,
  optOutOfEverything,
  recordBounce,
  recordComplaint,
} from '../../shared/people/usecases/change-wishes.ts';
import { confirm } from '../../shared/registrations/usecases/confirm.ts';
import { openLink } from '../../shared/registrations/usecases/open-link.ts';
import type { ConfirmationMessage } from '../../shared/mail/usecases/send-confirmation.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { allocate } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, linkKeys, registered } from '../support/registrants.ts';
import { rounds } from '../support/rounds.ts';

const aws = useLocalAws();
const at = new Date(NOW).toISOString();

beforeEach(() => {
  aws.faults.set(1, []);
});

const statusOf = async ({
  sessionId,
  participantId,
}: Pick<ConfirmationMessage, 'sessionId' | 'participantId'>) =>
  (await getRegistration(aws.table, sessionId, participantId))?.status;
const follow = async (target: ConfirmationMessage, linkEpoch = 1) => {
  const { email = '' } = (await getRegistration(aws.table, target.sessionId, target.participantId)) ?? {};
  const token = makeLinkToken(linkKeys[0]!, 'confirm', { ...target, linkEpoch, email });
  return openLink({ table: aws.table, linkKeys, now: () => NOW }, 'confirm', token);
};
const press = async (target: ConfirmationMessage) => {
  const linked = await follow(target);
  await confirm({ table: aws.table, now: () => NOW }, linked!);
};
const wishOf = async (email: string) => (await getParticipant(aws.table, idOf(email)))!;

describe('Pressing the button behind a confirm link', () => {
  let event: Event;
  beforeEach(async () => {
    event = await storedEvent(aws.table, { doubleOptIn: true });
  });

  it('makes the registration stand, and twice is the same as once', async () => {
    const session = await storedSession(aws.table, event);
    const target = await registered(aws, event, session, { email: 'stand@example.com' });
    expect(await statusOf(target)).toBe('pending');
    await Promise.all([press(target), press(target)]);
    await press(target);
    expect(await getRegistration(aws.table, session.id, target.participantId)).toMatchObject({
      status: 'registered',
      confirmedAt: at,
    });
  });

  it('lifts an opt-out for this event only', async () => {
    const [one, other] = [await storedEvent(aws.table), await storedEvent(aws.table)];
    const [here, there] = [await storedSession(aws.table, one), await storedSession(aws.table, other)];
    await registered(aws, other, there, { email: 'lift@example.com' });
    await optOutOfEverything(aws.table, idOf('lift@example.com'), at);
    const target = await registered(aws, one, here, { email: 'lift@example.com' });
    expect(await statusOf(target)).toBe('pending');
    await press(target);
    expect(await statusOf(target)).toBe('registered');
    const person = await wishOf('lift@example.com');
    expect([allowsMail(person, one.id), allowsMail(person, other.id)]).toEqual([true, false]);
    expect(person.optedOutAt).toBe(at);
  });

  it('settles every session of the event that waits for the same word, and none of another event', async () => {
    const dates = [
      await storedSession(aws.table, event, { startsAt: '2027-03-07T10:00' }),
      await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' }),
    ];
    const elsewhere = await storedEvent(aws.table, { doubleOptIn: true });
    const email = 'both@example.com';
    const foreign = await registered(aws, elsewhere, await storedSession(aws.table, elsewhere), { email });
    const [first, second] = [
      await registered(aws, event, dates[0]!, { email }),
      await registered(aws, event, dates[1]!, { email }),
    ];
    await press(first);
    expect([await statusOf(first), await statusOf(second), await statusOf(foreign)]).toEqual([
      'registered',
      'registered',
      'pending',
    ]);
  });

  it('is asked for once per event: who confirmed it registers for its other dates at once', async () => {
    const email = 'again@example.com';
    await press(await registered(aws, event, await storedSession(aws.table, event), { email }));
    const later = await storedSession(aws.table, event, { startsAt: '2027-03-21T10:00' });
    expect(await statusOf(await registered(aws, event, later, { email }))).toBe('registered');
    await optOutOfEvent(aws.table, idOf(email), event.id, new Date(NOW).toISOString());
    const last = await storedSession(aws.table, event, { startsAt: '2027-03-28T10:00' });
    expect(await statusOf(await registered(aws, event, last, { email }))).toBe('pending');
  });

  it('puts whoever comes too late on the waiting list, and never seats more than there are seats', async () => {
    const session = await storedSession(aws.table, event, { capacity: 2 });
    const targets = [];
    for (let n = 0; n < 5; n += 1)
      targets.push(await registered(aws, event, session, { email: `late${n}@example.com` }));
    await Promise.all(targets.map(press));
    await allocate(aws.table, session);
    const statuses = await Promise.all(targets.map(statusOf));
    expect(statuses.toSorted()).toEqual([
      'registered',
      'registered',
      'waitlisted',
      'waitlisted',
      'waitlisted',
    ]);
  });

  it('settles when transactions conflict and answers are lost', async () => {
    const session = await storedSession(aws.table, event, { capacity: 20 });
    const targets = [];
    for (let n = 0; n < 8; n += 1)
      targets.push(await registered(aws, event, session, { email: `storm${n}@example.com` }));
    aws.faults.set(5, [
      { service: 'dynamodb', action: 'TransactWriteItems', kind: 'conflict', rate: 0.3 },
      { service: 'dynamodb', action: 'TransactWriteItems', kind: 'timeout-after-success', rate: 0.2 },
    ]);
    await Promise.all(targets.map(press));
    aws.faults.set(5, []);
    await allocate(aws.table, session);
    expect(await Promise.all(targets.map(statusOf))).toEqual(targets.map(() => 'registered'));
  });

  it('leads nowhere once the links were revoked or the person is gone', async () => {
    const session = await storedSession(aws.table, event);
    const target = await registered(aws, event, session, { email: 'gone@example.com' });
    expect(await follow(target, 2)).toBeUndefined();
    await aws.table.client.send(
      new UpdateCommand({
        TableName: aws.table.name,
        Key: participantKey(target.participantId),
        UpdateExpression: 'SET deletedAt = :at',
        ExpressionAttributeValues: { ':at': at },
      }),
    );
    expect(await follow(target)).toBeUndefined();
  });
});

describe('Wishes', () => {
  const acts = {
    'leave everything': (id: string) => optOutOfEverything(aws.table, id, at),
    'leave event': (id: string, event: string) =>
      optOutOfEvent(aws.table, id, event, new Date(NOW).toISOString()),
    lift: async (id: string, event: string) =>
      optInToEvent(aws.table, (await getParticipant(aws.table, id))!, event, new Date(NOW).toISOString()),
    bounce: (id: string) => recordBounce(aws.table, id, at),
    complain: (id: string) => recordComplaint(aws.table, id, at),
  };
  type Act = keyof typeof acts;
  const events = ['evt_a', 'evt_b'];

  /** What must hold, told another way: per event the last word of the person, and whether the address is dead. */
  function model(history: { act: Act; event: string }[]) {
    const off = new Map(events.map((event) => [event, false]));
    let dead = false;
    let all = false;
    for (const { act, event } of history) {
      if (act === 'leave everything') for (const each of events) off.set(each, true);
      if (act === 'leave everything') all = true;
      if (act === 'leave event') off.set(event, true);
      if (act === 'lift') off.set(event, false);
      if (act === 'bounce' || act === 'complain') dead = true;
    }
    return { allowed: events.map((event) => !dead && off.get(event) === false), newEvent: !dead && !all };
  }

  it('hold whatever happens in whatever order, and repeating the last act changes nothing', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    let person = 0;
    const step = fc.record({
      act: fc.constantFrom(...(Object.keys(acts) as Act[])),
      event: fc.constantFrom(...events),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (history) => {
        const email = `wish${(person += 1)}@example.com`;
        await registered(aws, event, session, { email });
        for (const one of [...history, history.at(-1)!]) await acts[one.act](idOf(email), one.event);
        const wish = await wishOf(email);
        const expected = model(history);
        expect(events.map((one) => allowsMail(wish, one))).toEqual(expected.allowed);
        expect(allowsMail(wish, 'evt_never_seen')).toBe(expected.newEvent);
      }),
      { numRuns: rounds(60) },
    );
  });

  it('of many at the same time are all kept', async () => {
    const event = await storedEvent(aws.table);
    await registered(aws, event, await storedSession(aws.table, event), { email: 'race@example.com' });
    const id = idOf('race@example.com');
    const many = Array.from({ length: 20 }, (_, n) => `evt_${n}`);
    await Promise.all(many.map((one) => optOutOfEvent(aws.table, id, one, new Date(NOW).toISOString())));
    const wish = await wishOf('race@example.com');
    expect(many.every((one) => hasOptedOut(wish, one))).toBe(true);
  });

  it('of an address that nobody has make no participant', async () => {
    await recordBounce(aws.table, idOf('nobody@example.com'), at);
    expect(await getParticipant(aws.table, idOf('nobody@example.com'))).toBeUndefined();
  });
});
