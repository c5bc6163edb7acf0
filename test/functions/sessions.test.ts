import { beforeEach, describe, expect, it } from 'vitest';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import { serveEvents } from '../../functions/events/serve-events.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { getItem } from '../../shared/platform/table/get-items.ts';
import { wallTimeAt } from '../../shared/platform/time/wall-time.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { registrationKey } from '../../shared/registrations/table/registration-keys.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { deleteSession } from '../../shared/registrations/usecases/delete-session.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf, type TestReply, type TestRequest } from '../support/http-events.ts';
import { justBefore } from '../support/just-before.ts';
import { confirmationDeps, idOf, linkKeys, registered } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let event: Event;
let session: Session;

beforeEach(async () => {
  event = await storedEvent(aws.table, { timeZone: 'Europe/Berlin' });
  session = await storedSession(aws.table, event);
});

function call(routeKey: string, request: TestRequest = {}): Promise<TestReply> {
  const deps = {
    ...planDeps(aws.table),
    identityKey: () => Promise.resolve(identityKey),
    linkKeys: () => Promise.resolve(linkKeys),
    ...{
      roleClaim: 'cognito:groups',
      publicOrigin: 'https://events.example.com',
      exemptHosts: [],
      ...noDestinations(),
    },
  };
  return callerOf(serveEvents(deps))(routeKey, { groups: '[member]', ...request });
}

const theSession = () => ({ sessionId: session.id });
const ofEvent = () => ({ eventId: event.id });
const codeOf = (reply: TestReply) => [reply.status, reply.json().type?.replace('urn:turnout:problem:', '')];
const inMinutes = (minutes: number) => wallTimeAt('Europe/Berlin', NOW + minutes * 60_000);

/** Registers people, and has the dispatcher count them. */
async function come(...emails: string[]): Promise<void> {
  for (const email of emails) {
    await registered(aws, event, session, { email });
    const after = await getItem(aws.table, registrationKey(session.id, idOf(email)));
    expect(await dispatchChanges(aws, [{ sequence: '7', before: undefined, after: after! }])).toEqual([]);
  }
}

describe('The dates of an event', () => {
  it('that are yet to end come the next one first, those that ended the last one first, page by page', async () => {
    event = await storedEvent(aws.table, { timeZone: 'Europe/Berlin' });
    const minutes = [-3000, -61, -60, -59, 1, 5000];
    for (const at of minutes) await storedSession(aws.table, event, { startsAt: inMinutes(at) });
    for (const limit of ['1', '2', '100']) {
      const pages = async (when: string) => {
        const starts: string[] = [];
        let cursor: string | undefined;
        do {
          const query = { when, limit, ...(cursor !== undefined && { cursor }) };
          const page = (await call('GET /v1/events/{eventId}/sessions', { params: ofEvent(), query })).json();
          starts.push(...page.items.map(({ startsAt }: Session) => startsAt));
          cursor = page.cursor;
        } while (cursor !== undefined);
        return starts;
      };
      expect(await pages('coming'), limit).toEqual([-59, 1, 5000].map(inMinutes));
      expect(await pages('past'), limit).toEqual([-60, -61, -3000].map(inMinutes));
    }
    const wrong = await call('GET /v1/events/{eventId}/sessions', {
      params: ofEvent(),
      query: { when: 'soon' },
    });
    expect([wrong.status, wrong.json().errors[0].field]).toEqual([422, 'when']);
  });

  it('are foreseen by a dry run, with every fault, and nothing is planned', async () => {
    const ask = (json: object) => call('POST /v1/events/{eventId}/sessions', { params: ofEvent(), json });
    const series = { first: { startsAt: '2027-03-20T10:00' }, count: 3, every: 'P1W' };
    const foreseen = await ask({ ...series, dryRun: true });
    expect([foreseen.status, foreseen.json().items.map((one: Session) => one.startsAtUtc)]).toEqual([
      200,
      // The clocks go forward on the 28th: the wall time stays.
      ['2027-03-20T09:00:00.000Z', '2027-03-27T09:00:00.000Z', '2027-04-03T08:00:00.000Z'],
    ]);
    expect(foreseen.json().items[0]).not.toHaveProperty('id');
    const skipped = await ask({ startsAt: '2027-03-28T02:30', dryRun: true });
    expect([skipped.status, skipped.json().errors[0].code]).toEqual([422, 'time-does-not-exist']);
    const all = await call('GET /v1/events/{eventId}/sessions', { params: ofEvent() });
    expect(all.json().items).toHaveLength(1);
    expect((await ask({ ...series, dryRun: 'perhaps' })).status).toBe(422);
  });
});

describe('A change of a session', () => {
  it('is foreseen with the number of people it tells: none where the time stays', async () => {
    await come('a@example.com', 'b@example.com');
    const ask = async (json: object) =>
      (
        await call('PATCH /v1/sessions/{sessionId}', {
          params: theSession(),
          json: { ...json, dryRun: true },
        })
      ).json();
    expect(await ask({ startsAt: '2027-05-01T10:00' })).toMatchObject({
      session: { startsAtUtc: '2027-05-01T08:00:00.000Z' },
      tells: 2,
    });
    expect(await ask({ durationMinutes: 90 })).toMatchObject({ tells: 2 });
    expect(await ask({ name: 'Spring', roomUrl: 'https://room.example' })).toMatchObject({ tells: 0 });
    // To a time that is over, from one that is not: there is still something to say.
    expect(await ask({ startsAt: inMinutes(-3000) })).toMatchObject({ tells: 2 });
    expect(await getSession(aws.table, session.id)).toEqual(session);
  });
});

describe('Cancelling a session', () => {
  const cancel = (json?: object) =>
    call('POST /v1/sessions/{sessionId}/cancel', { params: theSession(), ...(json && { json }) });

  it('wants to hear how many people are told, those who have yet to confirm among them', async () => {
    event = await storedEvent(aws.table, { doubleOptIn: true });
    session = await storedSession(aws.table, event);
    await come('pending@example.com', 'other@example.com');
    for (const wrong of [undefined, {}, { confirm: 1 }, { confirm: 3 }]) {
      const refused = await cancel(wrong);
      expect(codeOf(refused)).toEqual([409, 'conflict']);
      expect(refused.json()).toMatchObject({
        tells: 2,
        errors: [{ field: 'confirm', code: 'not-confirmed' }],
      });
    }
    expect((await getSession(aws.table, session.id))?.cancelledAt).toBeUndefined();
    expect((await cancel({ confirm: 2 })).json()).toMatchObject({
      status: 'cancelled',
      counts: { pending: 2, registered: 0 },
    });
    // Once it is cancelled there is nothing left to confirm.
    expect((await cancel()).status).toBe(200);
  });

  it('needs no number where nobody is told', async () => {
    expect((await cancel()).json()).toMatchObject({ status: 'cancelled' });
  });
});

describe('Deleting a session', () => {
  const remove = (headers: Record<string, string> = {}) =>
    call('DELETE /v1/sessions/{sessionId}', { params: theSession(), headers });
  const inLists = async () => {
    const own = await call('GET /v1/events/{eventId}/sessions', { params: ofEvent() });
    const query = { from: session.startsAtUtc, limit: '200' };
    const all = await call('GET /v1/sessions', { query });
    return [own, all].map((reply) => reply.json().items.some(({ id }: Session) => id === session.id));
  };

  it('takes one that nobody registered for out of every list, for good', async () => {
    expect(await inLists()).toEqual([true, true]);
    expect(codeOf(await remove({ 'if-match': '"7"' }))).toEqual([409, 'conflict']);
    expect((await remove({ 'if-match': '"1"' })).status).toBe(204);
    expect(await inLists()).toEqual([false, false]);
    for (const key of ['GET /v1/sessions/{sessionId}', 'DELETE /v1/sessions/{sessionId}'])
      expect(codeOf(await call(key, { params: theSession() }))).toEqual([404, 'not-found']);
  });

  it('is refused where anybody ever registered, also somebody who cancelled, but not for a robot', async () => {
    await registered(aws, event, session, { email: 'robot@example.com', website: 'https://spam.example' });
    expect((await remove()).status).toBe(204);
    session = await storedSession(aws.table, event);
    await registered(aws, event, session, { email: 'gone@example.com' });
    const gone = (await getRegistration(aws.table, session.id, idOf('gone@example.com')))!;
    await cancelRegistration(aws.table, gone, testAct);
    expect(codeOf(await remove())).toEqual([409, 'conflict']);
    expect(await inLists()).toEqual([true, true]);
  });

  it('at the moment at which somebody registers tells them that it is cancelled', async () => {
    const email = 'late@example.com';
    const client = justBefore(
      aws.table.client,
      ({ constructor }) => constructor.name === 'TransactWriteCommand',
      () => deleteSession(planDeps(aws.table), session),
    );
    const deps = { table: { ...aws.table, client }, identityKey, now: () => NOW };
    await register(deps, { event, request: post({ email, sessionIds: [session.id] }) });
    const participantId = idOf(email);
    await sendConfirmation(confirmationDeps(aws), {
      ...{ kind: 'confirmation', eventId: event.id, sessionId: session.id, participantId, mailRound: 1 },
    });
    expect(aws.mailbox.list().filter(({ to }) => to.includes(email))).toMatchObject([
      { subject: expect.stringMatching(/cancelled/i) as string },
    ]);
  });
});

describe('The time zones', () => {
  it('come by the names they have today, with what their clocks show', async () => {
    const { version, items } = (await call('GET /v1/time-zones')).json();
    const offsets = new Map(
      items.map((zone: { name: string; offsetMinutes: number }) => [zone.name, zone.offsetMinutes]),
    );
    expect(version).toMatch(/^20\d\d[a-z]$/);
    expect(offsets.get('Asia/Kolkata')).toBe(330);
    expect(offsets.get('Europe/Berlin')).toBe(60);
    expect([offsets.has('Asia/Calcutta'), offsets.has('UTC'), offsets.has('EST5EDT')]).toEqual([
      false,
      true,
      false,
    ]);
    expect(offsets.size).toBeGreaterThan(300);
  });
});
