import { MessageRejected } from '@aws-sdk/client-ses';
import { GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Event } from '../../shared/events/domain/event.ts';
import { runIdOf } from '../../shared/rules/domain/fire.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { mailKey } from '../../shared/mail/table/mail-keys.ts';
import { registrationKey } from '../../shared/registrations/table/registration-keys.ts';
import { putRules } from '../../shared/rules/table/rule-items.ts';
import { participantKey } from '../../shared/people/table/person-keys.ts';
import {
  optOutOfEvent,
  optOutOfEverything,
  recordBounce,
} from '../../shared/people/usecases/change-wishes.ts';
import { countsOfRun } from '../../shared/mail/usecases/counts-of-run.ts';
import { MailFeedback, onMailFeedback } from '../../shared/mail/usecases/on-mail-feedback.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { identityKey } from '../support/run-jobs.ts';
import { HOUR, MINUTE, sweepsOver, TimeWorld, UTC_ZONE } from '../support/time/time-world.ts';
import { getJob } from '../support/stored-jobs.ts';

const aws = useLocalAws();
let world: TimeWorld;
let event: Event;
let session: Session;

/** A session in three hours, with a reminder an hour before it. */
beforeEach(async () => {
  world = await TimeWorld.open(aws);
  event = await storedEvent(aws.table, { timeZone: UTC_ZONE });
  session = await storedSession(aws.table, event, { startsAt: '2027-03-01T12:00' });
  await world.setReminders(event.id, [hourBefore]);
  return async () => {
    aws.faults.set(1, []);
    await world.close();
  };
});

/** The call at which a function hands the first mail to the provider: after five reads, the claim and one more look. */
const SEND = 8;
const hourBefore = { id: 'hour', offsetMinutes: -60 };
const register = (email: string) => world.register(event, session, email);
const reminded = () => world.mails.map(({ to }) => to).sort();
const failSes = (kind: 'throttle' | 'timeout-after-success', rate = 1) => {
  aws.faults.set(1, [{ service: 'ses', action: '*', kind, rate }]);
};

describe('A reminder', () => {
  it('comes once to each who is registered, an hour before, with the session’s time and a link', async () => {
    await register('anna@example.com');
    await register('ben@example.com');
    await world.advance(2 * HOUR - 1);
    expect(reminded()).toEqual([]);
    await world.advance(1);
    expect(reminded()).toEqual(['anna@example.com', 'ben@example.com']);
    expect(world.mails[0]?.text).toContain('12:00');
    expect(world.mails[0]?.text).toContain('https://turnout.example.com/j/');
    await world.advance(48 * HOUR);
    expect(reminded()).toHaveLength(2);
  });

  it('comes once however often its schedule fires and its messages come', async () => {
    await register('anna@example.com');
    await world.advance(2 * HOUR);
    for (let time = 0; time < 3; time += 1) {
      world.queues.schedules.push({ fire: world.fires[0] });
      for (const { queue, body } of [...world.invocations])
        if (queue === 'schedules' || queue === 'bulk') world.queues[queue].push(body);
      await world.settle();
    }
    expect(reminded()).toEqual(['anna@example.com']);
  });

  it('spares whoever must not or need not get one, and its run counts whom a deletion had overtaken', async () => {
    const [cancelled, opted, optedAll, bounced, deleted, blocked] = [
      await register('cancelled@example.com'),
      await register('opted-out@example.com'),
      await register('opted-out-of-all@example.com'),
      await register('bounced@example.com'),
      await register('deleted@example.com'),
      await register('blocked@example.com'),
    ];
    await register('wanted@example.com');
    await world.cancelRegistration(session.id, cancelled);
    await optOutOfEvent(aws.table, opted, event.id, new Date(NOW).toISOString());
    await optOutOfEverything(aws.table, optedAll, '2027-03-01T09:00:00Z');
    await recordBounce(aws.table, bounced, '2027-03-01T09:00:00Z');
    await patchPerson(deleted, 'deletedAt', '2027-03-01T09:00:00Z');
    await patchPerson(blocked, 'blockedAt', '2027-03-01T09:00:00Z');
    await world.advance(2 * HOUR);
    await register('late@example.com');
    await world.advance(12 * HOUR, sweepsOver(12 * HOUR, HOUR));
    expect(reminded()).toEqual(['wanted@example.com']);
    const run = await getJob(aws.table, runIdOf(world.fires[0]!));
    expect(run?.kind === 'reminder' && (await countsOfRun(aws.table, run)).counts).toEqual(
      // Of the two that were overtaken, one was not chosen any more.
      { looked: 7, chosen: 6, stale: 1, unknown: 0 },
    );
  });

  it('spares who has still to confirm and who waits for a seat', async () => {
    const small = await storedSession(aws.table, event, { startsAt: '2027-03-01T12:00', capacity: 1 });
    await world.register(event, small, 'seat@example.com');
    await world.register(event, small, 'waits@example.com');
    const pending = await register('pending@example.com');
    await optOutOfEvent(aws.table, pending, event.id, new Date(NOW).toISOString());
    await world.cancelRegistration(session.id, pending);
    await register('pending@example.com');
    await world.advance(2 * HOUR);
    expect(reminded()).toEqual(['seat@example.com']);
  });

  it('asks at sending, not at planning: who opts out or cancels while it waits gets none', async () => {
    const [opted, cancelled] = [await register('opted@example.com'), await register('cancelled@example.com')];
    await register('stays@example.com');
    await queueReminder();
    await optOutOfEvent(aws.table, opted, event.id, new Date(NOW).toISOString());
    await world.cancelRegistration(session.id, cancelled);
    await world.settle();
    expect(reminded()).toEqual(['stays@example.com']);
  });

  it('is not sent after the start though queued before', async () => {
    await register('anna@example.com');
    await queueReminder();
    world.now = Date.parse(session.startsAtUtc);
    await world.settle();
    expect(reminded()).toEqual([]);
  });

  it('is sent until the last moment before the start', async () => {
    await register('anna@example.com');
    await queueReminder();
    world.now = Date.parse(session.startsAtUtc) - 1;
    await world.settle();
    expect(reminded()).toEqual(['anna@example.com']);
  });

  it.each([
    ['moved', () => world.changeSession(session.id, { startsAt: '2027-03-01T12:30' }).then(() => undefined)],
    ['cancelled', () => world.cancelSession(session.id).then(() => undefined)],
    ['left without the rule', () => world.setReminders(event.id, []).then(() => undefined)],
  ])('is not sent when its session was %s while it waited', async (_what, act: () => Promise<void>) => {
    await register('anna@example.com');
    await queueReminder();
    await act();
    await world.settle();
    expect(reminded()).toEqual([]);
  });

  it('comes anew for the new date of a moved session', async () => {
    await register('anna@example.com');
    await world.advance(2 * HOUR);
    await world.changeSession(session.id, { startsAt: '2027-03-02T12:00' });
    await world.advance(24 * HOUR);
    expect(reminded()).toEqual(['anna@example.com', 'anna@example.com']);
  });

  it('still comes when only its text or the session’s length changed while it waited, in the new text', async () => {
    await register('anna@example.com');
    await queueReminder();
    await world.setReminders(event.id, [{ ...hourBefore, template: 'last-call' }]);
    await world.changeSession(session.id, { durationMinutes: 90 });
    await world.advance(20 * MINUTE, 5 * MINUTE);
    expect(reminded()).toEqual(['anna@example.com']);
  });

  it('does not come twice because the text or the offset of its rule changed', async () => {
    await register('anna@example.com');
    await world.advance(2 * HOUR);
    const [first] = world.mails;
    await world.setReminders(event.id, [{ ...hourBefore, template: 'last-call' }]);
    await world.advance(10 * MINUTE, 5 * MINUTE);
    await world.setReminders(event.id, [{ ...hourBefore, offsetMinutes: -30 }]);
    await world.advance(40 * MINUTE, 5 * MINUTE);
    expect(world.mails).toEqual([first]);
  });

  it('comes once, later, when the provider had too much to do', async () => {
    await register('anna@example.com');
    failSes('throttle');
    await world.advance(2 * HOUR);
    expect(reminded()).toEqual([]);
    expect(world.invocations).toContainEqual(expect.objectContaining({ queue: 'bulk', ended: 'failed' }));
    aws.faults.set(1, []);
    await world.advance(5 * MINUTE);
    expect(reminded()).toEqual(['anna@example.com']);
  });

  it('never comes twice when nobody knows whether the provider took it; its event settles the ledger', async () => {
    await register('anna@example.com');
    failSes('timeout-after-success');
    await world.advance(2 * HOUR);
    aws.faults.set(1, []);
    await world.advance(15 * MINUTE, 5 * MINUTE);
    expect(reminded()).toEqual(['anna@example.com']);
    const { messageId } = world.mails[0]!;
    expect(await getMail(messageId)).toMatchObject({ state: 'claimed' });
    const sent = { eventType: 'Send', mail: { messageId: 'ses-1', tags: { message: [messageId] } } };
    await onMailFeedback({ table: aws.table, identityKey, now: world.clock }, MailFeedback.parse(sent));
    expect(await getMail(messageId)).toMatchObject({ state: 'sent', providerId: 'ses-1' });
    world.queues.schedules.push({ fire: world.fires[0] });
    await world.settle();
    expect(reminded()).toHaveLength(1);
    await world.advance(HOUR, sweepsOver(HOUR, 5 * MINUTE));
    expect(await getMail(messageId)).toMatchObject({ state: 'sent' });
    expect(await unknownMails()).toBe(0);
  });

  it.each([
    ['before it was sent', { atCall: SEND, afterEffect: false }, 0],
    ['after it was sent', { atCall: SEND, afterEffect: true }, 1],
    ['right after the claim', { atCall: SEND - 2, afterEffect: true }, 0],
  ])(
    'whose worker was killed %s is given up in the end, counted once, and never sent again',
    async (_when, death, mails) => {
      await register('anna@example.com');
      await queueReminder();
      world.death = { of: 'bulk', ...death };
      await world.settle();
      expect(world.invocations).toContainEqual(expect.objectContaining({ queue: 'bulk', ended: 'died' }));
      await world.advance(15 * MINUTE, 5 * MINUTE);
      expect(await ledger()).toMatchObject([{ state: 'claimed' }]);
      await world.advance(10 * MINUTE, 5 * MINUTE);
      expect(await ledger()).toMatchObject([
        { state: 'unknown', settledAt: new Date(Date.parse('2027-03-01T11:20:00Z')).toISOString() },
      ]);
      expect(await unknownMails()).toBe(1);
      world.queues.schedules.push({ fire: world.fires[0] });
      for (const { queue, body } of [...world.invocations])
        if (queue === 'bulk') world.queues.bulk.push(body);
      await world.advance(24 * HOUR, sweepsOver(24 * HOUR, HOUR));
      expect(reminded()).toHaveLength(mails);
      expect(await unknownMails()).toBe(1);
    },
  );

  it('that was given up is taken for sent when the provider tells at last, once however often', async () => {
    await register('anna@example.com');
    await register('ben@example.com');
    await queueReminder();
    failSes('timeout-after-success');
    await world.settle();
    aws.faults.set(1, []);
    await world.advance(30 * MINUTE, 5 * MINUTE);
    expect(await unknownMails()).toBe(2);
    const { messageId } = world.mails.find(({ to }) => to === 'anna@example.com')!;
    const sent = { eventType: 'Send', mail: { messageId: 'ses-1', tags: { message: [messageId] } } };
    for (let time = 0; time < 3; time += 1)
      await onMailFeedback({ table: aws.table, identityKey, now: world.clock }, MailFeedback.parse(sent));
    expect(await getMail(messageId)).toMatchObject({ state: 'sent', providerId: 'ses-1' });
    expect(await unknownMails()).toBe(1);
  });

  it('is settled also when the session was cancelled while nobody knew', async () => {
    await register('anna@example.com');
    await queueReminder();
    world.death = { of: 'bulk', atCall: SEND, afterEffect: false };
    await world.settle();
    await world.cancelSession(session.id);
    await world.advance(30 * MINUTE, 5 * MINUTE);
    expect(await ledger()).toMatchObject([{ state: 'unknown' }]);
    expect(await unknownMails()).toBe(1);
  });

  it('that the provider refuses for good ends as refused, and leaves no claim', async () => {
    await register('anna@example.com');
    const { client } = aws.outlet;
    const refusal = new MessageRejected({
      $metadata: { httpStatusCode: 400 },
      message: 'Address is listed.',
    });
    aws.outlet.client = { send: () => Promise.reject(refusal) } as unknown as typeof client;
    await world.advance(2 * HOUR).finally(() => {
      aws.outlet.client = client;
    });
    await world.advance(30 * MINUTE, 5 * MINUTE);
    expect(await ledger()).toMatchObject([{ state: 'refused' }]);
    expect(await unknownMails()).toBe(0);
    expect(reminded()).toEqual([]);
  });

  it('reaches the others though one of them cannot be sent', async () => {
    for (let n = 0; n < 30; n += 1) await register(`p${n}@example.com`);
    failSes('throttle', 0.3);
    await world.advance(2 * HOUR);
    aws.faults.set(1, []);
    await world.advance(10 * MINUTE);
    expect(new Set(reminded()).size).toBe(30);
    expect(reminded()).toHaveLength(30);
  });
});

/** The clock stands at the moment of the reminder, and its message waits in the `bulk` queue. */
async function queueReminder(): Promise<void> {
  await world.settle();
  const [fire] = world.scheduler.planned;
  await world.advance(fire!.at - world.now - 1);
  const seen = world.mails.length;
  world.jammed.add('bulk');
  await world.advance(1);
  world.jammed.clear();
  expect(world.mails).toHaveLength(seen);
  expect(world.queues.bulk.length).toBeGreaterThan(0);
}

describe('What a reminder says', () => {
  it.each([
    [{ offsetMinutes: -60 }, 'reminder'],
    [{ offsetMinutes: 0 }, 'last-call'],
    [{ offsetMinutes: 10 }, 'last-call'],
    [{ anchor: 'end', offsetMinutes: -10 }, 'last-call'],
    [{ anchor: 'end', offsetMinutes: 0 }, 'follow-up'],
    [{ anchor: 'end', offsetMinutes: 30 }, 'follow-up'],
  ])('suits its moment where nobody chose a template: %j', async (rule, template) => {
    const { rules } = await world.setReminders(event.id, [rule]);
    expect(rules.map((one) => one.template)).toEqual([template]);
  });

  it.each(['reminder', 'last-call', undefined])(
    'asks nobody to come in once the session is over, as %s',
    async (template) => {
      await world.setReminders(event.id, [
        { anchor: 'end', offsetMinutes: 30, ...(template && { template }) },
      ]);
      await register('anna@example.com');
      await world.advance(6 * HOUR);
      expect(world.mails.map(({ subject }) => subject)).toEqual([`Thank you: ${event.title}`]);
    },
  );

  it.each(['all', 'registered', 'attended', 'not-yet'])(
    'never tells the audience "%s" that it was missed',
    async (audience) => {
      const missed = { anchor: 'end', offsetMinutes: 30, template: 'missed', audience };
      await expect(world.setReminders(event.id, [missed])).rejects.toMatchObject({
        errors: [{ field: 'rules.0.template', code: 'not-supported' }],
      });
    },
  );

  it('tells only who is known to have been away that they were missed, whatever was set before', async () => {
    for (const state of ['attended', 'absent', 'unknown'])
      await noteAttendance(await register(`${state}@example.com`), state);
    await register('untold@example.com');
    const missed = { id: 'missed', version: 1, anchor: 'end', offsetMinutes: 30, template: 'missed' };
    await putRules(aws.table, { eventId: event.id, kind: 'reminder' }, [missed], 1);
    await world.advance(6 * HOUR);
    expect(reminded()).toEqual(['absent@example.com']);
  });
});

async function noteAttendance(participantId: string, state: string): Promise<void> {
  await aws.table.client.send(
    new UpdateCommand({
      TableName: aws.table.name,
      Key: registrationKey(session.id, participantId),
      UpdateExpression: 'SET attendance = :attendance',
      ExpressionAttributeValues: { ':attendance': { state } },
    }),
  );
}

async function patchPerson(participantId: string, name: string, value: string): Promise<void> {
  await aws.table.client.send(
    new UpdateCommand({
      TableName: aws.table.name,
      Key: participantKey(participantId),
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

/** All mails of the ledger. */
async function ledger(): Promise<unknown[]> {
  const mails = { FilterExpression: 'entity = :mail', ExpressionAttributeValues: { ':mail': 'mail' } };
  const { Items } = await aws.table.client.send(new ScanCommand({ TableName: aws.table.name, ...mails }));
  return Items!;
}

/** How many mails of the run nobody knows of, as the run tells. */
async function unknownMails(): Promise<number> {
  const run = await getJob(aws.table, runIdOf(world.fires[0]!));
  return run?.kind === 'reminder' ? run.counts.unknown : NaN;
}

async function getMail(messageId: string): Promise<unknown> {
  const Key = mailKey(messageId);
  return (await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key }))).Item;
}
