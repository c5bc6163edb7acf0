import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { servePages } from '../../functions/pages/serve-pages.ts';
import { serveRegistration } from '../../functions/registration/serve-registration.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { roomSessionId } from '../../shared/events/domain/room.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { setArchived } from '../../shared/events/usecases/change-event.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { sendConfirmation } from '../../shared/mail/usecases/send-confirmation.ts';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { makeLinkToken, makeRoomToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import { deleteEvent } from '../../shared/registrations/usecases/delete-event.ts';
import { deleteSession } from '../../shared/registrations/usecases/delete-session.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { NOW, planDeps, storedEvent, storedSession } from '../support/factories.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import {
  confirmationDeps,
  idOf,
  linkKeys,
  publicOrigin,
  registered,
  registrationDeps,
} from '../support/registrants.ts';
import { useLocalAws } from '../support/use-local-aws.ts';

const roomUrl = 'https://jitsi.example.com/Trees';
const HOUR_MS = 3_600_000;

const aws = useLocalAws();
let now = NOW;
let event: Event;
let count = 0;

const registration = callerOf(serveRegistration(registrationDeps(aws, () => now)));
const pages = (routeKey: string, request: TestRequest) =>
  callerOf(servePages(registrationDeps(aws, () => now)), pageOfError)(routeKey, request);
const send = (request: TestRequest, of: Event = event) =>
  registration('POST /v1/events/{eventId}/registrations', { params: { eventId: of.id }, ...request });
const join = (token: string) => pages('GET /j/{token}', { params: { token } });
const fresh = () => `room${(count += 1)}@example.com`;
const tokenOf = async (of: Event = event): Promise<string> =>
  (await send({ json: { email: fresh() } }, of)).json().token as string;

beforeAll(async () => {
  event = await storedEvent(aws.table, { kind: 'room', roomUrl });
});
beforeEach(() => {
  now = NOW;
  for (const method of ['info', 'error'] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
});

describe('A room that is always open', () => {
  it('lets in at once whoever fills in its form', async () => {
    const email = fresh();
    const reply = await send({ form: `email=${email}` });
    expect([reply.status, reply.headers['location']]).toEqual([303, expect.stringMatching(/^\/j\/[\w-]+$/)]);
    const room = await join(reply.headers['location']!.slice('/j/'.length));
    expect(room.status).toBe(200);
    expect(room.body).toContain(`src="${roomUrl}"`);
    expect(room.headers['content-security-policy']).toContain('frame-src https://jitsi.example.com;');
    expect((await getRegistration(aws.table, roomSessionId(event.id), idOf(email)))?.status).toBe(
      'registered',
    );
  });

  it('answers a script with the way in, in the same shape for everybody', async () => {
    const known = fresh();
    await send({ json: { email: known } });
    const replies = await Promise.all(
      [{ email: known }, { email: fresh() }, { email: fresh(), website: 'robot' }].map((json) =>
        send({ json }),
      ),
    );
    for (const reply of replies) {
      expect(reply.status).toBe(202);
      const { status, token, joinUrl } = reply.json();
      expect([status, joinUrl]).toEqual(['accepted', `${publicOrigin}/j/${token}`]);
      expect((await join(token)).status).toBe(200);
    }
    expect(new Set(replies.map((reply) => reply.body.length)).size).toBe(1);
  });

  it('stays open for twelve hours to who filled in the form, and always to who follows the link in the mail', async () => {
    const email = fresh();
    const { token } = (await send({ json: { email } })).json();
    now = NOW + 12 * HOUR_MS;
    expect((await join(token)).status).toBe(200);
    now += 1_000;
    expect((await join(token)).status).toBe(410);
    now = NOW + 400 * 24 * HOUR_MS;
    const target = { sessionId: roomSessionId(event.id), participantId: idOf(email), linkEpoch: 1, email };
    const personal = await join(makeLinkToken(linkKeys[0]!, 'join', target));
    expect([personal.status, personal.body.includes(`src="${roomUrl}"`)]).toEqual([200, true]);
    expect(personal.body).not.toContain('<time');
  });

  it('has a token that opens nothing else, and opens to no other token', async () => {
    const token = await tokenOf();
    for (const key of ['GET /u/{token}', 'GET /c/{token}'])
      expect((await pages(key, { params: { token } })).status, key).toBe(404);
    const email = fresh();
    const target = { sessionId: roomSessionId(event.id), participantId: idOf(email), linkEpoch: 1, email };
    for (const purpose of ['confirm', 'preferences', 'calendar'] satisfies LinkPurpose[])
      expect((await join(makeLinkToken(linkKeys[0]!, purpose, target))).status, purpose).toBe(404);
    const scheduled = await storedEvent(aws.table);
    const strange = { eventId: scheduled.id, addressId: idOf(email), postedAt: NOW };
    expect((await join(makeRoomToken(linkKeys[0]!, strange))).status).toBe(404);
    expect((await join(`${token}x`)).status).toBe(404);
    expect((await join(`x${token.slice(1)}`)).status).toBe(404);
  });

  it.each([{ doubleOptIn: true }, { approval: true }])(
    'lets nobody in before the word that is waited for: %j',
    async (draft) => {
      const asking = await storedEvent(aws.table, { kind: 'room', roomUrl, ...draft });
      expect((await send({ json: { email: fresh() } }, asking)).json()).toEqual({ status: 'accepted' });
      const email = fresh();
      const reply = await send({ form: `email=${email}` }, asking);
      expect(reply.headers['location']).toBe(`/e/${asking.id}/thanks`);
      const target = { sessionId: roomSessionId(asking.id), participantId: idOf(email), linkEpoch: 1, email };
      expect((await join(makeLinkToken(linkKeys[0]!, 'join', target))).body).not.toContain(roomUrl);
    },
  );

  it('mails the link, and no date', async () => {
    const session = (await getSession(aws.table, roomSessionId(event.id)))!;
    const message = await registered(aws, event, session, { email: fresh() });
    expect(await sendConfirmation(confirmationDeps(aws), message)).toBe('sent');
  });

  it('has no dates to plan, move, call off or choose', async () => {
    const session = (await getSession(aws.table, roomSessionId(event.id)))!;
    const deps = planDeps(aws.table);
    const refused = { code: 'conflict' };
    await expect(planSessions(deps, event, { startsAt: '2027-03-07T10:00' })).rejects.toMatchObject(refused);
    await expect(changeSession(deps, event, session, { durationMinutes: 60 })).rejects.toMatchObject(refused);
    await expect(cancelSession(deps, session)).rejects.toMatchObject(refused);
    await expect(deleteSession(deps, session)).rejects.toMatchObject(refused);
    const other = await storedSession(aws.table, await storedEvent(aws.table));
    const reply = await send({ json: { email: fresh(), sessionIds: [other.id] } });
    expect([reply.status, reply.json().errors[0].code]).toEqual([422, 'unknown-session']);
    expect((await send({ json: { email: fresh(), sessionIds: [session.id] } })).status).toBe(202);
  });

  it('is closed when it is archived, to everybody', async () => {
    const closing = await storedEvent(aws.table, { kind: 'room', roomUrl });
    const token = await tokenOf(closing);
    await setArchived(planDeps(aws.table), closing.id, true);
    now += 60_000;
    expect((await join(token)).body).not.toContain(roomUrl);
    expect((await send({ json: { email: fresh() } }, closing)).status).toBe(409);
  });

  it('can be deleted while nobody was in it', async () => {
    const empty = await storedEvent(aws.table, { kind: 'room' });
    await deleteEvent(planDeps(aws.table), empty);
    expect(await getSession(aws.table, roomSessionId(empty.id))).toBeUndefined();
    await tokenOf();
    await expect(deleteEvent(planDeps(aws.table), event)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('says on its page that one goes straight in', async () => {
    const page = await pages('GET /e/{eventId}', { params: { eventId: event.id } });
    expect(page.body).toContain('>Enter the room</button>');
    expect(page.body).not.toMatch(/name="sessionIds"|<time/);
  });
});
