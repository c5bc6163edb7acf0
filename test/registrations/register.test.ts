import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Refusal } from '../../shared/platform/problems/refusal.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getRegistration, listRegistrations } from '../../shared/registrations/table/registration-items.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { createVariable } from '../../shared/variables/table/variable-items.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { optOutOfEverything } from '../../shared/people/usecases/change-wishes.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { register, type RegistrationPosting } from '../../shared/registrations/usecases/register.ts';
import { NOW, post, storedEvent, storedSession } from '../support/factories.ts';
import { allocate } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { confirmationDeps } from '../support/registrants.ts';

const identityKey = Buffer.from('identity key of the tests');
const idOf = (email: string) => participantIdOf(identityKey, email);

const aws = useLocalAws();
let table: Table;

beforeAll(() => {
  table = aws.table;
});
beforeEach(() => {
  aws.faults.set(1, []);
});

const registerNow = (posting: RegistrationPosting, on: Table = table) =>
  register({ table: on, identityKey, now: () => NOW }, posting);
const registrationsOf = async (sessionId: string) =>
  (await listRegistrations(table, sessionId, FIRST_SHARD, 1000)).registrations;
const refusalOf = (act: Promise<unknown>) =>
  act.then(
    () => undefined,
    (error: unknown) => error as Refusal,
  );

describe('Registering', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Etc/Unknown', undefined],
    ['+03:00', undefined],
  ])('keeps the time zone %s by its name, or not at all', async (timeZone, kept) => {
    const event = await storedEvent(table);
    const session = await storedSession(table, event);
    const email = `zone-${timeZone.length}@example.com`;
    await registerNow({ event, request: post({ email, timeZone }) });
    expect((await getParticipant(table, idOf(email)))?.timeZone).toBe(kept);
    expect((await getRegistration(table, session.id, idOf(email)))?.timeZone).toBe(kept);
  });

  it('writes the participant and the registration for the next session together', async () => {
    const event = await storedEvent(table);
    await storedSession(table, event, { startsAt: '2027-03-14T10:00' });
    const next = await storedSession(table, event, { startsAt: '2027-03-07T10:00' });
    await registerNow({
      event,
      request: post({ email: 'Ann.Lee@Example.COM ', firstName: 'Ann', utm: { source: 'vk' } }),
    });
    const id = idOf('ann.lee@example.com');
    expect(await getParticipant(table, id)).toMatchObject({
      email: 'Ann.Lee@example.com',
      firstName: 'Ann',
      source: 'self-registration',
      utm: { source: 'vk' },
    });
    expect(await getRegistration(table, next.id, id)).toMatchObject({
      status: 'registered',
      eventId: event.id,
    });
  });

  it('keeps one participant and one registration when 100 posts of one address arrive together', async () => {
    const event = await storedEvent(table);
    const session = await storedSession(table, event);
    await Promise.all(
      Array.from({ length: 100 }, () =>
        registerNow({ event, request: post({ email: 'crowd@example.com' }) }),
      ),
    );
    expect(await registrationsOf(session.id)).toHaveLength(1);
  });

  it('never lets a stranger overwrite what is known of a person', async () => {
    const event = await storedEvent(table);
    await storedSession(table, event);
    await registerNow({ event, request: post({ email: 'eve@example.com', firstName: 'Eve' }) });
    await registerNow({
      event,
      request: post({ email: 'eve@example.com', firstName: 'Mallory', company: 'Evil Inc' }),
    });
    expect(await getParticipant(table, idOf('eve@example.com'))).toMatchObject({ firstName: 'Eve' });
  });

  it('lets an opted-out person wait for their own confirmation, and lifts nothing', async () => {
    const event = await storedEvent(table);
    const [first, second] = [
      await storedSession(table, event),
      await storedSession(table, event, { startsAt: '2027-03-08T10:00' }),
    ];
    await registerNow({ event, request: post({ email: 'out@example.com', sessionIds: [first.id] }) });
    await optOutOfEverything(table, idOf('out@example.com'), '2027-03-01T10:00:00Z');
    await registerNow({ event, request: post({ email: 'out@example.com', sessionIds: [second.id] }) });
    expect((await getRegistration(table, second.id, idOf('out@example.com')))?.status).toBe('pending');
    expect((await getParticipant(table, idOf('out@example.com')))?.optedOutAt).toBe('2027-03-01T10:00:00Z');
  });

  it('gives the last seat to one of many and puts the others on the waiting list', async () => {
    const event = await storedEvent(table);
    const session = await storedSession(table, event, { capacity: 3 });
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        registerNow({ event, request: post({ email: `seat${n}@example.com` }) }),
      ),
    );
    await allocate(table, session);
    const statuses = (await registrationsOf(session.id)).map((registration) => registration.status);
    expect(statuses.filter((status) => status === 'registered')).toHaveLength(3);
    expect(statuses.filter((status) => status === 'waitlisted')).toHaveLength(7);
  });

  it('loses nobody when transactions conflict, and when an answer is lost after the write', async () => {
    const event = await storedEvent(table);
    const session = await storedSession(table, event);
    aws.faults.set(7, [
      { service: 'dynamodb', action: 'TransactWriteItems', kind: 'conflict', rate: 0.3 },
      { service: 'dynamodb', action: 'TransactWriteItems', kind: 'timeout-after-success', rate: 0.1 },
    ]);
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        registerNow({ event, request: post({ email: `brave${n}@example.com` }) }),
      ),
    );
    expect(await registrationsOf(session.id)).toHaveLength(40);
  });

  it('keeps what a robot sent aside, without a participant', async () => {
    const event = await storedEvent(table);
    const session = await storedSession(table, event);
    await registerNow({
      event,
      request: post({ email: 'robot@example.com', website: 'http://spam.example' }),
    });
    expect(await registrationsOf(session.id)).toEqual([]);
    expect((await listRegistrations(table, session.id, FIRST_SHARD, 10)).suspects).toMatchObject([
      { status: 'suspected', email: 'robot@example.com' },
    ]);
    expect(await getParticipant(table, idOf('robot@example.com'))).toBeUndefined();
  });

  it('takes the same idempotency key twice, and refuses it with another body', async () => {
    const event = await storedEvent(table);
    const session = await storedSession(table, event);
    const posting = {
      event,
      request: post({ email: 'again@example.com' }),
      idempotency: { keyHash: 'k', bodyHash: 'a' },
    };
    await registerNow(posting);
    await registerNow(posting);
    const refusal = await refusalOf(
      registerNow({ ...posting, idempotency: { keyHash: 'k', bodyHash: 'b' } }),
    );
    expect(refusal?.code).toBe('idempotency-key-reused');
    expect(await registrationsOf(session.id)).toHaveLength(1);
  });

  it('refuses sessions of another event, sessions that are over, and an event without one', async () => {
    const [event, other] = [await storedEvent(table), await storedEvent(table)];
    const foreign = await storedSession(table, other);
    const over = await storedSession(table, event, { startsAt: '2027-02-01T10:00' });
    const attempt = (sessionIds: string[]) =>
      refusalOf(registerNow({ event, request: post({ email: 'a@example.com', sessionIds }) }));
    expect(await attempt([foreign.id])).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'sessionIds.0' }],
    });
    expect(await attempt([over.id])).toMatchObject({ code: 'session-closed' });
    expect(await attempt([])).toMatchObject({ code: 'no-open-session' });
  });

  it('asks for answers that the form requires and refuses those it does not know', async () => {
    const event = await storedEvent(table, {
      form: {
        fields: [{ name: 'role', label: 'Role', type: 'choice', required: true, choices: ['dev', 'ops'] }],
      },
    });
    await storedSession(table, event);
    const attempt = (answers: Record<string, string>) =>
      refusalOf(registerNow({ event, request: post({ email: 'a@example.com', answers }) }));
    expect((await attempt({}))?.errors).toMatchObject([{ field: 'answers.role', code: 'required' }]);
    expect((await attempt({ role: 'boss' }))?.errors).toMatchObject([
      { field: 'answers.role', code: 'not-a-choice' },
    ]);
    expect((await attempt({ role: 'dev', rolle: 'x' }))?.errors).toMatchObject([
      { field: 'answers.rolle', code: 'unknown-field' },
    ]);
    expect(await attempt({ role: 'dev' })).toBeUndefined();
  });

  describe('with a form that fills variables', () => {
    const field = (name: string, type: string, variable: string) => ({ name, label: name, type, variable });
    const form = {
      fields: [
        field('town', 'text', 'city'),
        field('age', 'number', 'years'),
        field('news', 'boolean', 'news'),
      ],
    } as Event['form'];
    const variablesOf = async (email: string) => (await getParticipant(table, idOf(email)))?.variables;
    let event: Event;
    beforeAll(async () => {
      for (const [name, type] of [
        ['city', 'text'],
        ['years', 'number'],
        ['news', 'boolean'],
      ] as const)
        await createVariable(table, { name, type, label: name, createdAt: '', version: 1 });
      event = await storedEvent(table, { form });
      await storedSession(table, event);
    });
    const answer = (email: string, answers: object) =>
      registerNow({ event, request: post({ email, answers }) });

    it('fills what is empty and overwrites nothing', async () => {
      await answer('fill@example.com', { town: 'Rome', age: 30 });
      expect(await variablesOf('fill@example.com')).toEqual({ city: 'Rome', years: 30 });
      await storedSession(table, event, { startsAt: '2027-03-05T10:00' });
      await answer('fill@example.com', { town: 'Evil', news: true, age: 31 });
      expect(await variablesOf('fill@example.com')).toEqual({ city: 'Rome', years: 30, news: true });
    });

    it('loses no answer when two posts come at the same time', async () => {
      const sessions = await Promise.all(
        [1, 2, 3].map((day) => storedSession(table, event, { startsAt: `2027-04-0${day}T10:00` })),
      );
      const answers = [{ town: 'Rome' }, { age: 30 }, { news: false }];
      await Promise.all(
        answers.map((one, n) =>
          registerNow({
            event,
            request: post({ email: 'both@example.com', answers: one, sessionIds: [sessions[n]!.id] }),
          }),
        ),
      );
      expect(await variablesOf('both@example.com')).toEqual({ city: 'Rome', years: 30, news: false });
    });

    it('keeps what is no value of a variable as an answer only', async () => {
      await answer('odd@example.com', { town: 'a\u0000b', age: 3 });
      expect(await variablesOf('odd@example.com')).toEqual({ years: 3 });
    });

    it.each<[string, string, string]>([
      ['text', 'years', 'wrong-type'],
      ['number', 'nope', 'unknown-variable'],
    ])('is refused where a %s field would fill %s', async (type, variable, code) => {
      const draft = { form: { fields: [field('f', type, variable)] } as Event['form'] };
      expect((await refusalOf(storedEvent(table, draft)))?.errors).toMatchObject([
        { field: 'form.fields.0.variable', code },
      ]);
    });
  });

  it('costs at most 9 write units with idempotency key, place in the line and a filled variable; its seat 5, of many 3, its mail 4', async () => {
    await createVariable(table, { name: 'town', type: 'text', label: 'T', createdAt: '', version: 1 });
    const form = {
      fields: [{ name: 'town', label: 'T', type: 'text' as const, required: false, variable: 'town' }],
    };
    const event = await storedEvent(table, { form });
    const session = await storedSession(table, event, { capacity: 100 });
    const counting = aws.countingTable();
    let before = 0;
    const costOf = async (act: Promise<unknown>) => {
      await act;
      const cost = counting.writes() - before;
      before = counting.writes();
      return cost;
    };
    const postings = ['cost', 'other'].map((name) => ({
      event,
      request: post({ email: `${name}@example.com`, firstName: 'C', answers: { town: 'Rome' } }),
      idempotency: { keyHash: name, bodyHash: name },
    }));
    const [registering, next] = [
      await costOf(registerNow(postings[0]!, counting.table)),
      await costOf(registerNow(postings[1]!, counting.table)),
    ];
    expect(registering).toBeGreaterThan(5);
    expect(registering).toBeLessThanOrEqual(9);
    expect(next).toBe(registering);
    // Two writes of the seats for all of a step, then three for each.
    expect(await costOf(allocate(counting.table, session))).toBeLessThanOrEqual(2 + 2 * 3);
    const participantId = idOf('cost@example.com');
    const message = {
      kind: 'confirmation',
      eventId: event.id,
      sessionId: session.id,
      participantId,
      mailRound: 1,
    } as const;
    const mail = sendConfirmation({ ...confirmationDeps(aws), table: counting.table }, message);
    expect(await costOf(mail)).toBeLessThanOrEqual(4);
    expect(await mail).toBe('sent');
    expect(counting.writes()).toBeGreaterThan(registering + next);
  });
});
