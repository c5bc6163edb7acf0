import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageOfError } from '../../shared/pages/error-page.ts';
import { servePages } from '../../functions/pages/serve-pages.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import { makeLinkToken, type LinkPurpose } from '../../shared/platform/access/link-token.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import type { ConfirmationMessage } from '../../shared/mail/usecases/send-confirmation.ts';
import { cancelSession } from '../../shared/events/usecases/change-session.ts';
import { hasOptedOut } from '../../shared/people/domain/wish.ts';
import { optOutOfEvent } from '../../shared/people/usecases/change-wishes.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import { NOW, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { linkKeys, registered, registrationDeps } from '../support/registrants.ts';

const aws = useLocalAws();
let email: string;
let event: Event;
let session: Session;
let person: ConfirmationMessage;
let lines: string[];
let now = NOW;
let count = 0;

const call = (routeKey: string, request: Parameters<ReturnType<typeof callerOf>>[1] = {}) =>
  callerOf(servePages(registrationDeps(aws, () => now)), pageOfError)(routeKey, request);

beforeEach(async () => {
  now = NOW;
  lines = [];
  for (const method of ['info', 'error', 'log', 'warn'] as const)
    vi.spyOn(console, method).mockImplementation((...parts) => lines.push(JSON.stringify(parts)));
  event = await storedEvent(aws.table, { doubleOptIn: true });
  session = await storedSession(aws.table, event, { replayUrl: 'https://replay.example.com/1' });
  email = `canary${(count += 1)}@example.com`;
  person = await registered(aws, event, session, { email });
});
afterEach(() => {
  vi.restoreAllMocks();
  aws.faults.set(1, []);
});

const token = (purpose: LinkPurpose, linkEpoch = 1) =>
  makeLinkToken(linkKeys[0]!, purpose, { ...person, linkEpoch, email });
/** In an order of its own all the way down: the engine keeps none of the fields of maps. */
const plain = (value: unknown): unknown => {
  if (value instanceof Set) return [...(value as Set<unknown>)].toSorted();
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value)
    .map(([name, part]) => [name, plain(part)])
    .toSorted(([one], [other]) => String(one).localeCompare(String(other)));
};
/** The whole table, in an order of its own. */
const everything = async () => {
  const { Items } = await aws.table.client.send(
    new ScanCommand({ TableName: aws.table.name, ConsistentRead: true }),
  );
  const texts = (Items ?? []).map((item) => JSON.stringify(plain(item)));
  expect(texts.length).toBeGreaterThan(3);
  return texts.toSorted();
};
const post = (path: 'c' | 'u', purpose: LinkPurpose, request: object = {}) =>
  call(`POST /${path}/{token}`, { params: { token: token(purpose) }, ...request });
const registration = () => getRegistration(aws.table, person.sessionId, person.participantId);
const participant = () => getParticipant(aws.table, person.participantId);

describe('Whoever presses a button', () => {
  it.each([
    ['unsubscribing', () => post('u', 'preferences', { form: 'action=unsubscribe-all' })],
    ['leaving one event', () => post('u', 'preferences', { form: 'action=unsubscribe-event' })],
    ['unsubscribing in one click', () => post('u', 'preferences', { form: 'List-Unsubscribe=One-Click' })],
    ['confirming', () => post('c', 'confirm')],
  ])('was seen then: %s', async (_what, press) => {
    now = NOW + 3_600_000;
    expect((await press()).status).toBe(200);
    expect((await participant())?.lastSeenAt).toBe(new Date(now).toISOString());
    now = NOW + 1_000;
    await press();
    expect((await participant())?.lastSeenAt).toBe(new Date(NOW + 3_600_000).toISOString());
  });
});

describe('Whoever follows the link to the session by hand', () => {
  const byHand = { 'sec-fetch-user': '?1', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const open = (headers: Record<string, string>) =>
    call('GET /j/{token}', { params: { token: token('join') }, headers });

  it.each<[string, Record<string, string>, boolean]>([
    ['a browser in which a link is clicked', byHand, true],
    ['a browser that loads the page again by itself', { 'sec-fetch-mode': 'navigate' }, false],
    ['a browser that loads it ahead', { ...byHand, 'sec-purpose': 'prefetch' }, false],
    ['a program that looks through mails', { 'user-agent': 'scanner' }, false],
  ])('was seen then: %s', async (_what, headers, isSeen) => {
    const before = (await participant())?.lastSeenAt;
    now = NOW + 2 * 3_600_000;
    expect((await open(headers)).status).toBe(200);
    expect((await participant())?.lastSeenAt).toBe(isSeen ? new Date(now).toISOString() : before);
  });

  it('is noted once an hour', async () => {
    now = NOW + 2 * 3_600_000;
    await open(byHand);
    now += 3_599_999;
    await open(byHand);
    expect((await participant())?.lastSeenAt).toBe(new Date(NOW + 2 * 3_600_000).toISOString());
    now += 1;
    await open(byHand);
    expect((await participant())?.lastSeenAt).toBe(new Date(now).toISOString());
  });
});

describe('The join page of a cancelled registration', () => {
  it('says that it is the registration, and only of a cancelled session that the session is', async () => {
    const params = { token: token('join') };
    const before = (await getRegistration(aws.table, session.id, person.participantId))!;
    await cancelRegistration(aws.table, before, testAct);
    const left = await call('GET /j/{token}', { params });
    expect(left.body).toContain('You are no longer registered');
    expect(left.body).not.toContain('This session was cancelled');
    await cancelSession({ table: aws.table, now: () => now }, session);
    expect((await call('GET /j/{token}', { params })).body).toContain('This session was cancelled');
  });
});

describe('A link to confirm a date that cannot be had any more', () => {
  const both = async () => {
    const params = { token: token('confirm') };
    return [await call('GET /c/{token}', { params }), await call('POST /c/{token}', { params })];
  };

  it.each([
    ['over', 'This session is over', () => (now = Date.parse(session.startsAtUtc) + 60 * 60_000)],
    [
      'cancelled',
      'This session was cancelled',
      () => cancelSession({ table: aws.table, now: () => now }, session),
    ],
  ])('says so, gives no place and offers the next: %s', async (_, words, end) => {
    await optOutOfEvent(aws.table, person.participantId, event.id, new Date(NOW).toISOString());
    await end();
    for (const reply of await both()) {
      expect([reply.status, reply.body.includes(words)]).toEqual([410, true]);
      expect(reply.body).toContain('There is no other open date at the moment');
    }
    const next = await storedSession(aws.table, event, {
      startsAt: '2027-06-01T10:00',
      name: 'The next one',
    });
    for (const reply of await both()) {
      expect(reply.body).toContain(next.name);
      expect(reply.body).toContain(`href="/e/${event.id}"`);
    }
    expect((await registration())?.status).toBe('pending');
    expect(hasOptedOut((await participant())!, event.id)).toBe(true);
    const join = await call('GET /j/{token}', { params: { token: token('join') } });
    expect(join.body).toContain(words);
    expect(join.body).not.toContain('replay.example.com');
  });

  it('confirms the other dates that wait for the same word, and shows them', async () => {
    const other = await storedSession(aws.table, event, {
      startsAt: '2027-06-01T10:00',
      name: 'The other one',
    });
    const waits = await registered(aws, event, other, { email });
    await cancelSession({ table: aws.table, now: () => now }, session);
    const [shown, done] = await both();
    expect(shown?.body).toContain('The other one');
    expect([done?.status, done?.body.includes('Your registration is confirmed')]).toEqual([200, true]);
    expect((await registration())?.status).toBe('pending');
    expect(await getRegistration(aws.table, other.id, waits.participantId)).toMatchObject({
      status: 'registered',
    });
  });

  it('says that somebody waits where there is no seat', async () => {
    const full = await storedSession(aws.table, event, { startsAt: '2027-06-01T10:00', capacity: 1 });
    const first = await registered(aws, event, full, { email: `first-${email}` });
    person = await registered(aws, event, full, { email });
    const params = {
      token: makeLinkToken(linkKeys[0]!, 'confirm', { ...first, linkEpoch: 1, email: `first-${email}` }),
    };
    await call('POST /c/{token}', { params });
    for (const reply of [
      await post('c', 'confirm'),
      await call('GET /c/{token}', { params: { token: token('confirm') } }),
    ])
      expect([reply.status, reply.body.includes('You are on the waiting list')]).toEqual([200, true]);
  });
});

describe('Opening a link', () => {
  it('changes nothing, however often and whoever does it', async () => {
    const before = await everything();
    for (let time = 0; time < 5; time += 1) {
      const headers = { 'user-agent': `scanner ${time}` };
      for (const [path, purpose] of [
        ['c', 'confirm'],
        ['u', 'preferences'],
        ['j', 'join'],
      ] as const) {
        const reply = await call(`GET /${path}/{token}`, { params: { token: token(purpose) }, headers });
        expect(reply.status).toBe(200);
        expect(reply.headers['cache-control']).toBe('no-store');
      }
      expect((await call('GET /e/{eventId}', { params: { eventId: event.id } })).status).toBe(200);
      await call('HEAD /c/{token}', { params: { token: token('confirm') } }).catch(() => undefined);
    }
    expect(await everything()).toEqual(before);
  });

  it('answers HEAD as GET, without the body', async () => {
    const asked: [string, Record<string, string>][] = [
      ['/e/{eventId}', { eventId: event.id }],
      ['/e/{eventId}/thanks', { eventId: event.id }],
      ['/c/{token}', { token: token('confirm') }],
      ['/j/{token}', { token: token('join') }],
      ['/u/{token}', { token: token('preferences') }],
    ];
    for (const [path, params] of asked) {
      const [get, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => call(`${method} ${path}`, { params })),
      );
      expect([head?.status, head?.headers, head?.body], path).toEqual([200, get?.headers, '']);
    }
  });

  it.each(['/{path}', '/e/{path+}', '/j/{path+}', '/u/{path+}', '/c/{path+}'])(
    'that is none is a page: %s',
    async (path) => {
      const headers = { 'accept-language': 'fr' };
      const reply = await call(`ANY ${path}`, { params: { path: 'x/y' }, headers });
      expect([reply.status, reply.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(reply.body).toContain('Page introuvable');
    },
  );

  it('shows the address masked, and the room to nobody before the session', async () => {
    const preferences = await call('GET /u/{token}', { params: { token: token('preferences') } });
    expect(preferences.body).not.toContain(`canary${count}@`);
    expect(preferences.body).toContain('c•••@example.com');
    await post('c', 'confirm');
    const join = () => call('GET /j/{token}', { params: { token: token('join') } });
    expect((await join()).body).not.toContain('room.example.com');
    now = Date.parse(session.startsAtUtc);
    expect((await join()).body).toContain('https://room.example.com/1');
    now += 60 * 60_000;
    expect((await join()).body).not.toContain('room.example.com');
    expect((await join()).body).toContain('https://replay.example.com/1');
  });

  it('shows no room to somebody who has not confirmed', async () => {
    now = Date.parse(session.startsAtUtc);
    const reply = await call('GET /j/{token}', { params: { token: token('join') } });
    expect(reply.body).not.toContain('room.example.com');
  });

  it.each<[string, LinkPurpose]>([
    ['GET /j/{token}', 'confirm'],
    ['GET /j/{token}', 'preferences'],
    ['GET /u/{token}', 'join'],
    ['GET /u/{token}', 'confirm'],
    ['POST /u/{token}', 'join'],
    ['POST /u/{token}', 'confirm'],
    ['GET /c/{token}', 'join'],
    ['GET /c/{token}', 'preferences'],
    ['POST /c/{token}', 'preferences'],
    ['POST /c/{token}', 'join'],
  ])('%s with a token to %s finds nothing', async (routeKey, purpose) => {
    const before = await everything();
    const reply = await call(routeKey, { params: { token: token(purpose) }, form: 'action=unsubscribe-all' });
    expect(reply.status).toBe(404);
    expect(await everything()).toEqual(before);
  });

  it('answers every wrong token alike', async () => {
    const wrong = [
      '',
      'x',
      token('confirm').slice(0, -1),
      token('confirm', 2),
      makeLinkToken({ id: 1, secret: Buffer.from('guess') }, 'confirm', { ...person, linkEpoch: 1, email }),
      makeLinkToken(linkKeys[0]!, 'confirm', {
        sessionId: `ses_${'0'.repeat(32)}`,
        participantId: person.participantId,
        linkEpoch: 1,
        email,
      }),
      '../../etc/passwd',
      '%00',
      'a'.repeat(5000),
    ];
    const replies = [];
    for (const one of wrong) {
      replies.push(JSON.stringify(await call('GET /c/{token}', { params: { token: one } })));
    }
    expect(new Set(replies).size).toBe(1);
    expect(replies[0]).toContain('"status":404');
  });
});

describe('Pressing a button', () => {
  it('confirms, and says the same the second time', async () => {
    const [one, two] = [await post('c', 'confirm'), await post('c', 'confirm')];
    expect([one.status, two.status]).toEqual([200, 200]);
    expect((await registration())?.status).toBe('registered');
  });

  it.each([
    ['a form', { form: 'List-Unsubscribe=One-Click' }],
    [
      'a form with a charset',
      {
        body: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      },
    ],
    [
      'multipart',
      {
        body: '--b1\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b1--\r\n',
        headers: { 'content-type': 'multipart/form-data; boundary=b1' },
      },
    ],
    [
      'multipart with a type, encoded by the gateway',
      {
        body: '--b1\r\nContent-Disposition: form-data; name=List-Unsubscribe\r\nContent-Type: text/plain\r\n\r\nOne-Click\r\n--b1--\r\n',
        headers: { 'content-type': 'multipart/form-data; boundary=b1' },
        base64: true,
      },
    ],
  ])('unsubscribes with one click, posted as %s, twice like once', async (_, request) => {
    expect((await post('u', 'preferences', request)).status).toBe(200);
    const first = await participant();
    expect(first?.optedOutAt).toBe(new Date(NOW).toISOString());
    now += 1000;
    expect((await post('u', 'preferences', request)).status).toBe(200);
    expect((await participant())?.optedOutAt).toBe(first?.optedOutAt);
  });

  it.each([
    ['nothing', {}],
    ['an unknown action', { form: 'action=delete' }],
    ['a prototype', { form: 'action=__proto__' }],
    ['another one-click', { form: 'List-Unsubscribe=Two-Click' }],
    ['one-click as plain text', { body: 'One-Click', headers: { 'content-type': 'text/plain' } }],
  ])('does nothing when it says %s', async (_, request) => {
    const before = await everything();
    expect((await post('u', 'preferences', request)).status).toBe(422);
    expect(await everything()).toEqual(before);
  });

  it('leaves and comes back to one event', async () => {
    await post('u', 'preferences', { form: 'action=unsubscribe-event' });
    expect((await participant())?.optedOutEvents).toEqual(new Set([event.id]));
    expect((await participant())?.optedOutAt).toBeUndefined();
    await post('u', 'preferences', { form: 'action=resubscribe' });
    expect((await participant())?.optedOutEvents).toBeUndefined();
  });

  it('refuses a body that is too large', async () => {
    const reply = await post('u', 'preferences', { form: 'x'.repeat(40_000) });
    expect(reply.status).toBe(413);
  });
});

describe('A page', () => {
  it('that broke says so kindly, and logs neither address nor token', async () => {
    const secret = token('confirm');
    aws.faults.set(1, [{ service: 'dynamodb', action: 'TransactWriteItems', kind: 'conflict', rate: 1 }]);
    const reply = await call('POST /c/{token}', { params: { token: secret } });
    expect(reply.status).toBe(500);
    expect(reply.headers['content-type']).toContain('text/html');
    expect(reply.body).not.toMatch(/Transaction|Error|\.ts:/);
    expect(lines.join()).toContain('page failed');
    expect(lines.join()).not.toMatch(/canary/);
    expect(lines.join()).not.toContain(secret);
  });

  it('may be framed by the sites that the event names, and only where people register', async () => {
    const named = await storedEvent(aws.table, { allowedOrigins: ['https://www.example.com'] });
    const open = await call('GET /e/{eventId}', { params: { eventId: named.id } });
    const own = await call('GET /u/{token}', { params: { token: token('preferences') } });
    expect(open.headers['content-security-policy']).toContain(
      "frame-ancestors 'self' https://www.example.com",
    );
    expect(own.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    for (const reply of [open, own]) expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });

  it('of an event that is not there is 404', async () => {
    expect((await call('GET /e/{eventId}', { params: { eventId: `evt_${'0'.repeat(32)}` } })).status).toBe(
      404,
    );
    expect((await call('GET /e/{eventId}/thanks', { params: { eventId: 'x' } })).status).toBe(404);
  });
});
