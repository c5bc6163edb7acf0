import { randomBytes } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { dispatchChanges } from '../../functions/dispatcher/dispatch-changes.ts';
import { serveEvents } from '../../functions/events/serve-events.ts';
import { servePeople } from '../../functions/people/serve-people.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { getRegistration, listRegistrations } from '../../shared/registrations/table/registration-items.ts';
import { registrationKey, suspectKey } from '../../shared/registrations/table/registration-keys.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import { noDestinations } from '../support/memory-secrets.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { idOf, linkKeys, registered } from '../support/registrants.ts';
import { exportAll, identityKey } from '../support/run-jobs.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const aws = useLocalAws();
let event: Event;
let session: Session;
let clock = NOW;

beforeEach(async () => {
  clock = NOW;
  event = await storedEvent(aws.table);
  session = await storedSession(aws.table, event);
  aws.take(aws.confirmations);
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
const listed = async () =>
  (await call(`GET ${registrations}`, { params: { sessionId: session.id } })).json().items as any[];
const approve = (registrationId: string, sessionId = session.id) =>
  call(`POST ${registrations}/{registrationId}/approve`, { params: { sessionId, registrationId } });
const posted = (email: string, more: object = {}) =>
  registered(aws, event, session, { email, website: 'https://spam.example', ...more });
const suspectedOf = async (email: string) =>
  (await listed()).find((one) => one.email === email && one.status === 'suspected');
const historyOf = async (participantId: string) =>
  (await call('GET /v1/participants/{participantId}/history', { params: { participantId } })).json()
    .items as any[];

/** What the dispatcher makes of an item that is new. */
async function mailsFor(key: { pk: string; sk: string }) {
  const { Item } = await aws.table.client.send(new GetCommand({ TableName: aws.table.name, Key: key }));
  expect(await dispatchChanges(aws, [{ sequence: '7', before: undefined, after: Item! }])).toEqual([]);
  return aws.take(aws.confirmations);
}

describe('What a robot seems to have sent', () => {
  it('is shown with the address and the name of the post, and registers and mails nobody', async () => {
    const answers = {};
    await posted('Hasty@example.com', { firstName: 'Hasty', lastName: 'Hare', answers });
    const [only, ...others] = await listed();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      status: 'suspected',
      email: 'Hasty@example.com',
      firstName: 'Hasty',
      lastName: 'Hare',
    });
    expect(only).not.toHaveProperty('participantStatus');
    const at = new Date(NOW).toISOString();
    expect(await mailsFor(suspectKey(session.id, idOf('hasty@example.com'), at))).toEqual([]);
    expect(await sessionCounts(aws.table, session.id)).toEqual({
      registered: 0,
      waitlisted: 0,
      attended: 0,
      pending: 0,
      invited: 0,
    });
  });

  it('counts for nothing of whoever has the address already', async () => {
    const elsewhere = await storedSession(aws.table, event, { startsAt: '2027-03-14T10:00' });
    await registered(aws, event, elsewhere, { email: 'known@example.com', firstName: 'Real' });
    await posted('known@example.com', { firstName: 'Fake' });
    expect(await listed()).toMatchObject([
      { status: 'suspected', firstName: 'Fake', participantStatus: 'active' },
    ]);
    const found = await call('GET /v1/participants', { query: { registered: session.id } });
    expect(found.json().items).toEqual([]);
    const fields = ['email', `session:${session.id}.registered`];
    const { text } = await exportAll(aws, { now: NOW }, { fields });
    expect(text).toMatch(/^known@example\.com,(false)?\r$/m);
    const person = await call('GET /v1/participants', { query: { registered: elsewhere.id } });
    expect(person.json().items).toMatchObject([{ firstName: 'Real' }]);
  });
});

describe('Accepting it', () => {
  it('registers the person as they posted, asks for their mail once and tells it in the history', async () => {
    await posted('shy@example.com', { firstName: 'Shy', locale: 'fr', utm: { source: 'vk' } });
    const { id } = await suspectedOf('shy@example.com');
    clock = NOW + 60_000;
    const accepted = await approve(id);
    expect([accepted.status, accepted.json().status]).toEqual([200, 'registered']);
    expect(await listed()).toMatchObject([
      { id: accepted.json().id, status: 'registered', firstName: 'Shy' },
    ]);
    const person = idOf('shy@example.com');
    expect(await getRegistration(aws.table, session.id, person)).toMatchObject({
      locale: 'fr',
      createdAt: new Date(clock).toISOString(),
    });
    expect(await mailsFor(registrationKey(session.id, person))).toMatchObject([
      { kind: 'confirmation', participantId: person },
    ]);
    const again = await approve(id);
    expect([again.status, again.json()]).toEqual([200, accepted.json()]);
    const told = (await historyOf(person)).filter(({ kind }) => kind === 'registration-accepted');
    expect(told).toMatchObject([{ actor: 'user-1', origin: 'api', data: { sessionId: session.id } }]);
  });

  it('takes each of several that one person sent by itself, and registers them once', async () => {
    await posted('twice@example.com');
    const first = await suspectedOf('twice@example.com');
    await registered(aws, event, session, { email: 'twice@example.com' });
    expect((await listed()).map(({ status }) => status).sort()).toEqual(['registered', 'suspected']);
    expect((await approve(first.id)).json()).toMatchObject({ status: 'registered' });
    expect((await listed()).map(({ status }) => status)).toEqual(['registered']);
  });

  it('asks somebody who opted out to confirm, as their own post would', async () => {
    await registered(aws, event, session, { email: 'out@example.com' });
    await patchWish(aws.table, idOf('out@example.com'), { set: { optedOutAt: '2027-02-01T00:00:00Z' } });
    const other = await storedSession(aws.table, event, { startsAt: '2027-03-21T10:00' });
    session = other;
    await posted('out@example.com');
    expect((await approve((await suspectedOf('out@example.com')).id)).json().status).toBe('pending');
  });

  it('is refused for who is blocked and for a date that is over, and leaves it where it was', async () => {
    await registered(aws, event, session, { email: 'black@example.com' });
    await patchWish(aws.table, idOf('black@example.com'), { set: { blockedAt: '2027-02-01T00:00:00Z' } });
    session = await storedSession(aws.table, event, { startsAt: '2027-03-21T10:00' });
    for (const email of ['black@example.com', 'late@example.com']) await posted(email);
    expect((await approve((await suspectedOf('black@example.com')).id)).status).toBe(409);
    clock = Date.parse('2027-04-01T00:00:00Z');
    const late = await approve((await suspectedOf('late@example.com')).id);
    expect([late.status, late.json().type]).toEqual([409, 'urn:turnout:problem:session-closed']);
    const { suspects } = await listRegistrations(aws.table, session.id, FIRST_SHARD, 100);
    expect(suspects).toHaveLength(2);
  });

  it('leaves a registration as it is, and finds nothing of another session, or at none', async () => {
    await posted('lost@example.com');
    await registered(aws, event, session, { email: 'plain@example.com' });
    const { id } = await suspectedOf('lost@example.com');
    const plain = (await listed()).find(({ email }) => email === 'plain@example.com');
    const other = await storedSession(aws.table, event, { startsAt: '2027-03-21T10:00' });
    const asked = [approve(plain.id), approve(id, other.id), approve('x')];
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses).toEqual([200, 404, 404]);
  });
});
