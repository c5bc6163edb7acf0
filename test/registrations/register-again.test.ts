import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { makeLinkToken } from '../../shared/platform/access/link-token.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { hasOptedOut } from '../../shared/people/domain/wish.ts';
import {
  cancelRegistration,
  writeAttendance,
} from '../../shared/registrations/table/change-registrations.ts';
import { getItems } from '../../shared/platform/table/get-items.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import { registrationKey } from '../../shared/registrations/table/registration-keys.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { takeBackRegistration } from '../../shared/registrations/table/take-back-registration.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { updateExpression } from '../../shared/platform/table/update-expression.ts';
import {
  optInToEvent,
  optOutOfEvent,
  optOutOfEverything,
  recordBounce,
} from '../../shared/people/usecases/change-wishes.ts';
import { confirm } from '../../shared/registrations/usecases/confirm.ts';
import { reactionsTo } from '../../functions/dispatcher/reactions.ts';
import { openLink } from '../../shared/registrations/usecases/open-link.ts';
import { deletePerson } from '../../shared/people/usecases/delete-person.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { ConfirmationMessage, sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { NOW, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { IdentityWorld } from '../support/identity-world.ts';
import { allocate, seatsTaken } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { bulkRunner } from '../support/run-bulk.ts';
import { confirmationDeps, idOf, linkKeys } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';

const aws = useLocalAws();
let world: IdentityWorld;
let event: Event;
let session: Session;
let names = 0;
beforeEach(async () => {
  world = new IdentityWorld(aws);
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  aws.mailbox.clear();
});

const fresh = (name: string) => `${name}${(names += 1)}@example.com`;
/** Posts the form of the session; `later` milliseconds from now. */
const postForm = async (email: string, { on = aws.table, later = 0, at = session } = {}) => {
  await register(
    { table: on, identityKey, now: () => NOW + later },
    { event, request: post({ email, sessionIds: [at.id] }) },
  );
  if (at.capacity !== undefined) await allocate(aws.table, at);
};
const person = async (email: string) => (await getParticipant(aws.table, idOf(email)))!;
const registrationOf = async (email: string) => (await getRegistration(aws.table, session.id, idOf(email)))!;
const confirmationOf = (
  { eventId, sessionId, participantId, mailRound }: Registration,
  kind: ConfirmationMessage['kind'],
) => sendConfirmation(confirmationDeps(aws), { kind, eventId, sessionId, participantId, mailRound });

/** A table where something happens just before the n-th transaction. */
function interrupted(nth: number, act: () => Promise<unknown>): Table {
  let met = 0;
  const send = async (command: object, ...rest: unknown[]): Promise<unknown> => {
    if (command.constructor.name === 'TransactWriteCommand' && (met += 1) === nth) await act();
    return Reflect.apply(Reflect.get(aws.table.client, 'send') as () => unknown, aws.table.client, [
      command,
      ...rest,
    ]);
  };
  const client = new Proxy(aws.table.client, {
    get: (target, name) => (name === 'send' ? send : Reflect.get(target, name)),
  });
  return { ...aws.table, client };
}

const patchRegistration = async (email: string, set: Partial<Registration>) => {
  await aws.table.client.send(
    new UpdateCommand({
      TableName: aws.table.name,
      Key: registrationKey(session.id, idOf(email)),
      ...updateExpression({ set }),
    }),
  );
};

/** As the erase job leaves somebody behind. */
async function erased(email: string): Promise<void> {
  const bulk = bulkRunner(() => aws, { now: NOW });
  expect(await bulk.act({ type: 'erase' }, [await person(email)])).toMatchObject({ status: 'done' });
  expect((await registrationOf(email)).erasedAt).toBeDefined();
}

describe('Posting the form again for a session where a registration is already', () => {
  it('brings a deleted person back, and tells them', async () => {
    const email = fresh('deleted');
    await postForm(email);
    expect(await confirmationOf(await registrationOf(email), 'confirmation')).toBe('sent');
    await deletePerson(world.deps(), idOf(email), testAct);
    await postForm(email, { later: 1000 });
    expect(await person(email)).not.toHaveProperty('deletedAt');
    const back = await registrationOf(email);
    expect(back).toMatchObject({ status: 'registered', mailRound: 2, linkEpoch: 1 });
    expect(await confirmationOf(back, 'confirmation')).toBe('sent');
  });

  it('is noticed as a sign of life, and changes nothing else', async () => {
    const email = fresh('alive');
    await postForm(email);
    const before = await registrationOf(email);
    await postForm(email, { later: 60_000 });
    expect((await person(email)).lastSeenAt).toBe('2027-03-01T09:01:00.000Z');
    expect(await registrationOf(email)).toEqual(before);
  });

  it('says so in a registration that an import made, once', async () => {
    const email = fresh('imported');
    await postForm(email);
    await patchRegistration(email, { importMark: { importId: 'imp_1', line: 7 } });
    await postForm(email, { later: 1000 });
    const marked = await registrationOf(email);
    expect(marked).toMatchObject({
      importMark: { line: 7 },
      selfAt: '2027-03-01T09:00:01.000Z',
      mailRound: 1,
    });
    await postForm(email, { later: 2000 });
    expect(await registrationOf(email)).toEqual(marked);
  });

  it('registers anew when the registration is taken back in between', async () => {
    const email = fresh('taken');
    await postForm(email);
    await patchRegistration(email, { importMark: { importId: 'imp_1', line: 7 } });
    const made = await registrationOf(email);
    await postForm(email, {
      on: interrupted(1, () => takeBackRegistration(aws.table, made)),
      later: 1000,
    });
    const anew = await registrationOf(email);
    expect(anew).toMatchObject({ status: 'registered', createdAt: '2027-03-01T09:00:01.000Z' });
    expect(anew).not.toHaveProperty('importMark');
  });

  it('keeps whether they were there, and who became part of them, when that is written at the same moment', async () => {
    const [email, other] = [fresh('back'), fresh('other')];
    for (const one of [email, other]) {
      await postForm(one);
      await cancelRegistration(aws.table, await registrationOf(one), []);
    }
    const { jobId } = await world.merge(idOf(other), idOf(email));
    const inBetween = async () => {
      await writeAttendance(
        aws.table,
        await registrationOf(email),
        { state: 'attended', seconds: 60, share: 1 },
        [],
      );
      await world.finish(jobId);
    };
    await postForm(email, { on: interrupted(1, inBetween), later: 1000 });
    expect(await registrationOf(email)).toMatchObject({
      status: 'registered',
      mailRound: 2,
      linkEpoch: 2,
      attendance: { state: 'attended' },
      mergedFrom: { [idOf(other)]: { linkEpoch: 1, mailRound: 1 } },
    });
  });

  it('is told to somebody whom another person had become part of, who comes back after cancelling', async () => {
    const [email, other] = [fresh('whole'), fresh('part')];
    await postForm(email);
    await postForm(other);
    await world.finish((await world.merge(idOf(other), idOf(email))).jobId);
    await cancelRegistration(aws.table, await registrationOf(email), []);
    const image = async () => (await getItems(aws.table, [registrationKey(session.id, idOf(email))]))[0]!;
    const before = await image();
    await postForm(email, { later: 1000 });
    const after = await image();
    expect(after['mergedFrom']).toEqual({ [idOf(other)]: { linkEpoch: 0, mailRound: 1 } });
    const { confirmations } = reactionsTo({ sequence: '1', before, after });
    expect(confirmations).toMatchObject([{ kind: 'confirmation', mailRound: 2 }]);
    expect(await sendConfirmation(confirmationDeps(aws), ConfirmationMessage.parse(confirmations[0]))).toBe(
      'sent',
    );
  });

  it('asks an opted-out person whether they mean it, although their place changes meanwhile', async () => {
    const email = fresh('asked');
    await postForm(email);
    const before = await registrationOf(email);
    await optOutOfEverything(aws.table, idOf(email), new Date(NOW + 1).toISOString());
    const cancelled = () => cancelRegistration(aws.table, before, []);
    await postForm(email, { on: interrupted(1, cancelled), later: 1000 });
    expect(await registrationOf(email)).toMatchObject({ status: 'pending', mailRound: 2 });
  });
});

describe('The question whether somebody wants mail about an event', () => {
  const dueFor = async (email: string, kind: ConfirmationMessage['kind'] = 'confirm-request') => {
    const { id } = await personNow(email);
    const registration = (await getRegistration(aws.table, session.id, id))!;
    return confirmationOf(registration, kind);
  };
  /** The person that an address leads to. */
  const personNow = async (email: string) => (await resolvePerson(aws.table, idOf(email)))!;
  const next = async (day: number) => {
    session = await storedSession(aws.table, event, { startsAt: `2027-03-${day}T10:00` });
  };
  const optIn = async (email: string) =>
    optInToEvent(aws.table, await personNow(email), event.id, testAct.at);

  it('is put to the right address after an organizer has corrected a wrong one, for the same date too', async () => {
    event = await storedEvent(aws.table, { doubleOptIn: true });
    await next(20);
    const [wrong, right] = [fresh('typo'), fresh('right')];
    await postForm(wrong);
    expect(await dueFor(wrong)).toBe('sent');
    await world.changeEmail(idOf(wrong), right);
    await postForm(right);
    expect(await dueFor(right)).toBe('sent');
    await next(21);
    await postForm(right);
    expect(await dueFor(right)).toBe('sent-before');
    expect(aws.mailbox.list().map(({ to }) => to)).toEqual([[right], [wrong]]);
  });

  it('is not answered for a new address by what was confirmed at the former one', async () => {
    event = await storedEvent(aws.table, { doubleOptIn: true });
    await next(20);
    const [former, current] = [fresh('former'), fresh('current')];
    await postForm(former);
    await optIn(former);
    await world.changeEmail(idOf(former), current);
    await next(21);
    await postForm(current);
    expect(await getRegistration(aws.table, session.id, idOf(former))).toMatchObject({ status: 'pending' });
  });

  it('is put again once it was answered and they have opted out anew, and only once until it is answered', async () => {
    const email = fresh('again');
    await postForm(email);
    const outcomes: unknown[] = [];
    for (const day of [20, 21, 22, 23]) {
      await optOutOfEverything(aws.table, idOf(email), new Date(NOW + day).toISOString());
      await next(day);
      await postForm(email, { later: 1000 });
      outcomes.push(await dueFor(email));
      if (day === 21) await optIn(email);
    }
    expect(outcomes).toEqual(['sent', 'sent-before', 'sent', 'sent-before']);
  });

  it('is put to somebody who waits for a seat, opted out, and registers again', async () => {
    session = await storedSession(aws.table, event, { capacity: 1 });
    await postForm(fresh('first'));
    const email = fresh('waits');
    await postForm(email);
    await optOutOfEvent(aws.table, idOf(email), event.id, testAct.at);
    await postForm(email, { later: 1000 });
    const asked = await registrationOf(email);
    expect(asked).toMatchObject({ status: 'waitlisted', mailRound: 2 });
    expect(await dueFor(email, 'waitlist')).toBe('sent');
    const token = makeLinkToken(linkKeys[0]!, 'confirm', { ...asked, email });
    await confirm(
      { table: aws.table, now: () => NOW },
      (await openLink({ table: aws.table, linkKeys, now: () => NOW }, 'confirm', token))!,
    );
    expect(hasOptedOut(await person(email), event.id)).toBe(false);
    expect(await dueFor(email, 'waitlist')).toBe('sent');
    expect(aws.mailbox.list().map(({ subject }) => subject)).toEqual([
      expect.stringContaining('waiting list'),
      expect.stringContaining('confirm'),
    ]);
  });
});

describe('Posting the form with the address that was taken away from somebody', () => {
  const inChannel = async (email: string) => {
    await postForm(email);
    await aws.table.client.send(
      new UpdateCommand({
        TableName: aws.table.name,
        Key: participantKey(idOf(email)),
        ...updateExpression({ set: { channel: 'telegram', externalId: email }, increase: { version: 1 } }),
      }),
    );
    await world.changeEmail(idOf(email), null);
  };
  const bounce = (email: string) => recordBounce(aws.table, idOf(email), testAct.at);

  it('brings its bounce back with it', async () => {
    const email = fresh('gone');
    await postForm(email);
    await bounce(email);
    await inChannel(email);
    expect(await person(email)).not.toHaveProperty('bouncedAt');
    session = await storedSession(aws.table, event, { startsAt: '2027-03-09T10:00' });
    await postForm(email);
    expect(await person(email)).toMatchObject({ email, bouncedAt: testAct.at });
    expect(await person(email)).not.toHaveProperty('formerWishes');
    expect(await confirmationOf(await registrationOf(email), 'confirmation')).toBe('not-wanted');
  });

  it('does not overlook a bounce that comes in the same moment', async () => {
    const email = fresh('racing');
    await inChannel(email);
    session = await storedSession(aws.table, event, { startsAt: '2027-03-09T10:00' });
    await postForm(email, { on: interrupted(1, () => bounce(email)) });
    expect(await person(email)).toMatchObject({ email, bouncedAt: testAct.at });
  });

  it('does not give the address back when it is taken away in the same moment', async () => {
    const email = fresh('parted');
    await postForm(email);
    await bounce(email);
    session = await storedSession(aws.table, event, { startsAt: '2027-03-10T10:00' });
    await postForm(email, { on: interrupted(1, () => inChannel(email)) });
    expect(await person(email)).toMatchObject({ email, bouncedAt: testAct.at });
  });
});

describe('Posting the form in the place of somebody who was erased', () => {
  it('waits for the word of the address where the event asks for it, and gives the seat back', async () => {
    const email = fresh('erased');
    session = await storedSession(aws.table, event, { capacity: 2 });
    await postForm(email);
    expect(await seatsTaken(aws.table, session)).toBe(1);
    await erased(email);
    event = { ...event, doubleOptIn: true };
    await postForm(email, { later: 1000 });
    const back = await registrationOf(email);
    expect(back).toMatchObject({ status: 'pending', email });
    expect(back).not.toHaveProperty('seat');
    expect(back).not.toHaveProperty('erasedAt');
    expect(await seatsTaken(aws.table, session)).toBe(0);
    expect(await confirmationOf(back, 'confirm-request')).toBe('sent');
  });

  it('takes the place that was counted where nothing has to be confirmed', async () => {
    const email = fresh('erased');
    session = await storedSession(aws.table, event, { capacity: 1 });
    await postForm(email);
    await erased(email);
    await postForm(email, { later: 1000 });
    expect(await registrationOf(email)).toMatchObject({ status: 'registered', seat: '1.0', email });
    expect(await seatsTaken(aws.table, session)).toBe(1);
  });
});
