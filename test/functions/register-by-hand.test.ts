import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { serveEvents } from '../../functions/events/serve-events.ts';
import { servePeople } from '../../functions/people/serve-people.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { setArchived } from '../../shared/events/usecases/change-event.ts';
import { askForConfirmation } from '../../shared/mail/usecases/ask-for-confirmation.ts';
import { getParticipant, patchWish } from '../../shared/people/table/participant-items.ts';
import { deletePerson } from '../../shared/people/usecases/delete-person.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { idOf, linkKeys, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { allocate, registrationsIn } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let clock = NOW;
let event: Event;
let session: Session;
beforeEach(async () => {
  clock = NOW;
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
});

function call(routeKey: string, request: TestRequest = {}) {
  const deps = {
    ...{ ...planDeps(aws.table), now: () => clock },
    identityKey: () => Promise.resolve(identityKey),
    linkKeys: () => Promise.resolve(linkKeys),
    ...{
      roleClaim: 'cognito:groups',
      publicOrigin: 'https://events.example.com',
      exemptHosts: [],
      ...noDestinations(),
    },
    ...{ fileDays: { uploads: 90, reports: 30, exports: 7 }, random: randomBytes },
  };
  return callerOf({ ...serveEvents(deps), ...servePeople(deps) })(routeKey, {
    groups: '[member]',
    ...request,
  });
}

const registrations = '/v1/sessions/{sessionId}/registrations';
const enter = (json: unknown, more: TestRequest = {}) =>
  call(`POST ${registrations}`, { params: { sessionId: session.id }, json, ...more });
const placesOf = (reply: { json: () => any }) =>
  reply.json().errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`);
const kept = (email: string, { id } = session) => getRegistration(aws.table, id, idOf(email));
let number = 0;
const someone = () => `hand-${(number += 1)}@example.com`;

describe('By hand', () => {
  it('one is registered with what is said of them, known as entered by this organizer, and was not seen', async () => {
    const email = someone();
    const reply = await enter({ email, firstName: 'Ann', company: 'Firm' });
    expect(reply.status).toBe(201);
    expect(reply.json()).toMatchObject({ email, status: 'registered', source: 'manual' });
    const person = (await getParticipant(aws.table, idOf(email)))!;
    expect(person).toMatchObject({ firstName: 'Ann', source: 'manual', createdBy: 'user-1' });
    expect(person.lastSeenAt).toBeUndefined();
    const history = await call('GET /v1/participants/{participantId}/history', {
      params: { participantId: person.id },
    });
    expect(history.json().items).toMatchObject([{ kind: 'registered', actor: 'user-1', origin: 'api' }, {}]);
  });

  it('twice is the same as once, and who has a place keeps it', async () => {
    const email = someone();
    await registered(aws, event, session, { email, firstName: 'Own' });
    const before = await kept(email);
    for (let time = 0; time < 2; time += 1) expect((await enter({ email })).status).toBe(201);
    expect(await kept(email)).toEqual(before);
    const other = someone();
    const [first, again] = [await enter({ email: other }), await enter({ email: other })];
    expect(again.json()).toEqual(first.json());
  });

  it('who had cancelled is back, but not by a repeat of the request that entered them', async () => {
    const email = someone();
    const headers = { 'idempotency-key': `key-${email}` };
    await enter({ email }, { headers });
    await cancelRegistration(aws.table, (await kept(email))!, testAct);
    expect((await enter({ email }, { headers })).json().status).toBe('cancelled');
    expect((await enter({ email: someone() }, { headers })).status).toBe(422);
    expect((await enter({ email })).json().status).toBe('registered');
  });

  it('many come in in their order, or nobody where something is wrong with one', async () => {
    session = await storedSession(aws.table, event, { capacity: 2 });
    const emails = [someone(), someone(), someone()];
    const wrong = await enter({
      items: [{ email: emails[0] }, { email: 'x' }, { email: emails[1], answers: { shoe: 43 } }, {}],
    });
    expect(wrong.status).toBe(422);
    expect(placesOf(wrong)).toEqual(['items.1.email email-invalid', 'items.3.email invalid-type']);
    const unknown = await enter({
      items: [{ email: emails[0] }, { email: emails[1], answers: { shoe: 43 } }],
    });
    expect(placesOf(unknown)).toEqual(['items.1.answers.shoe unknown-field']);
    expect(await registrationsIn(aws.table, session)).toEqual([]);
    const items = emails.map((email) => ({ email }));
    const reply = await enter({ items: [...items, { email: emails[0]!.toUpperCase() }] });
    expect(reply.json().items.map(({ email }: { email: string }) => email)).toEqual([...emails, emails[0]]);
    await allocate(aws.table, session);
    const statuses = await Promise.all(emails.map(async (email) => (await kept(email))?.status));
    expect(statuses).toEqual(['registered', 'registered', 'waitlisted']);
  });

  it('nobody is brought in who is blocked, deleted or cannot be asked, each told at their place', async () => {
    const [blocked, gone, bounced, fine] = [someone(), someone(), someone(), someone()];
    for (const email of [blocked, gone, bounced]) await registered(aws, event, session, { email });
    await patchWish(aws.table, idOf(blocked), { set: { blockedAt: testAct.at } });
    await deletePerson({ ...planDeps(aws.table), identityKey }, idOf(gone), testAct);
    await patchWish(aws.table, idOf(bounced), { set: { bouncedAt: testAct.at, optedOutAt: testAct.at } });
    session = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00' });
    const reply = await enter({ items: [blocked, gone, bounced, fine].map((email) => ({ email })) });
    expect(placesOf(reply)).toEqual([
      'items.0.email blocked',
      'items.1.email deleted',
      'items.2.email cannot-be-asked',
    ]);
    expect(await kept(fine)).toBeUndefined();
  });

  it('who opted out is asked, and is not let in without a question', async () => {
    const email = someone();
    await registered(aws, event, session, { email });
    await patchWish(aws.table, idOf(email), { set: { optedOutEvents: new Set([event.id]) } });
    session = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00' });
    expect(placesOf(await enter({ email, notify: false }))).toEqual(['email must-ask']);
    expect((await enter({ email })).json().status).toBe('pending');
  });

  it('what the form requires, its window and approval do not hold; an archive and the end do', async () => {
    event = await storedEvent(aws.table, {
      ...{ approval: true, businessOnly: true },
      registration: { closesAt: new Date(NOW - 60_000).toISOString() },
      form: {
        fields: [{ name: 'why', label: 'Why', type: 'number', required: true }],
        basics: { phone: 'required' },
        consents: [{ name: 'terms', text: 'Terms', version: '1', required: true }],
      },
    });
    session = await storedSession(aws.table, event);
    expect((await enter({ email: someone().replace('example.com', 'gmail.com') })).json().status).toBe(
      'registered',
    );
    expect(placesOf(await enter({ email: someone(), answers: { why: 'so' } }))).toEqual([
      'answers.why not-a-number',
    ]);
    await setArchived({ table: aws.table, now: () => clock }, event.id, true);
    expect((await enter({ email: someone() })).status).toBe(409);
    await setArchived({ table: aws.table, now: () => clock }, event.id, false);
    clock = Date.parse('2027-03-08T00:00:00Z');
    expect((await enter({ email: someone() })).json().type).toMatch(/session-closed/);
  });

  it('nobody is told where that is asked for', async () => {
    const [loud, quiet] = [someone(), someone()];
    await enter({ email: loud });
    await enter({ items: [{ email: quiet }], notify: false });
    const mailsOf = async (email: string) =>
      Object.keys(askForConfirmation({ sequence: '', after: (await kept(email))! }));
    expect([await mailsOf(loud), await mailsOf(quiet)]).toEqual([['confirmations'], []]);
  });
});

describe('Moving a registration', () => {
  const move = async (email: string, json: unknown) => {
    const registrationId = (await enter({ email })).json().id;
    clock += 1000;
    return call(`POST ${registrations}/{registrationId}/move`, {
      params: { sessionId: session.id, registrationId },
      json,
    });
  };

  it('answers how they are registered there, and tells the history', async () => {
    const email = someone();
    const to = await storedSession(aws.table, event, { startsAt: '2027-04-04T10:00' });
    const moved = await move(email, { sessionId: to.id });
    expect(moved.json()).toMatchObject({ sessionId: to.id, status: 'registered', source: 'manual' });
    const { json } = await call('GET /v1/participants/{participantId}/history', {
      params: { participantId: idOf(email) },
    });
    expect(json().items.map(({ kind, actor }: { kind: string; actor: string }) => [kind, actor])).toEqual([
      ['registration-moved', 'user-1'],
      ['registered', 'user-1'],
      ['created', 'user-1'],
    ]);
  });

  it('is refused for a session of nobody, or of another event, at its field', async () => {
    const other = await storedSession(aws.table, await storedEvent(aws.table));
    for (const sessionId of [other.id, `ses_${'0'.repeat(32)}`]) {
      const reply = await move(someone(), { sessionId });
      expect([reply.status, ...placesOf(reply)]).toEqual([422, 'sessionId unknown-session']);
    }
  });
});
