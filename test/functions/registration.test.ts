import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { serveRegistration } from '../../functions/registration/serve-registration.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getRegistration, listRegistrations } from '../../shared/registrations/table/registration-items.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import { optOutOfEverything, recordBounce } from '../../shared/people/usecases/change-wishes.ts';
import { blockPerson } from '../../shared/people/usecases/block-person.ts';
import { NOW, planDeps, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { allocate } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, registered, registrationDeps } from '../support/registrants.ts';
import { identityKey } from '../support/run-jobs.ts';

const POST = 'POST /v1/events/{eventId}/registrations';
const OPTIONS = 'OPTIONS /v1/events/{eventId}/registrations';
const SHOW = 'GET /v1/public/events/{eventId}';
const allowed = 'https://landing.example.com';

const aws = useLocalAws();
let call: ReturnType<typeof callerOf>;
let event: Event;
let session: Session;
let lines: string[];

beforeAll(async () => {
  call = callerOf(serveRegistration(registrationDeps(aws)));
  event = await storedEvent(aws.table, {
    allowedOrigins: [allowed],
    form: { fields: [{ name: 'role', label: 'Role', type: 'text', required: false }] },
  });
  session = await storedSession(aws.table, event, { capacity: 3 });
});
beforeEach(() => {
  lines = [];
  for (const method of ['info', 'error', 'log', 'warn'] as const)
    vi.spyOn(console, method).mockImplementation((...parts) => lines.push(JSON.stringify(parts)));
});
afterEach(() => {
  vi.restoreAllMocks();
  aws.faults.set(1, []);
});

const send = (request: TestRequest, of: Event = event) =>
  call(POST, { params: { eventId: of.id }, ...request });
const statusesOf = async (email: string) =>
  (await getRegistration(aws.table, session.id, idOf(email)))?.status;

describe('The registration endpoint', () => {
  it('answers a JSON post with 202 and has it in the table', async () => {
    const reply = await send({ json: { email: 'json@example.com', answers: { role: 'dev' } } });
    expect([reply.status, reply.json()]).toEqual([202, { status: 'accepted' }]);
    await allocate(aws.table, session);
    expect(await getRegistration(aws.table, session.id, idOf('json@example.com'))).toMatchObject({
      status: 'registered',
      answers: { role: 'dev' },
    });
  });

  it('takes a body that API Gateway encoded, and vendor JSON', async () => {
    expect((await send({ json: { email: 'base64@example.com' }, base64: true })).status).toBe(202);
    const headers = { 'content-type': 'application/vnd.form+json; charset=utf-8' };
    expect((await send({ body: '{"email":"vendor@example.com"}', headers })).status).toBe(202);
  });

  it('answers alike whoever registers: status, headers and body', async () => {
    const event = await storedEvent(aws.table, { allowedOrigins: [allowed] });
    const full = await storedSession(aws.table, event, { capacity: 2 });
    for (const email of ['known@example.com', 'out@example.com'])
      await registered(aws, event, full, { email });
    const later = await storedSession(aws.table, event, { startsAt: '2027-04-01T10:00', capacity: 100 });
    for (const email of ['bounced@example.com']) await registered(aws, event, later, { email });
    await optOutOfEverything(aws.table, idOf('out@example.com'), new Date(NOW).toISOString());
    await recordBounce(aws.table, idOf('bounced@example.com'), new Date(NOW).toISOString());
    const posts = ['unknown', 'known', 'out', 'bounced'].flatMap((name) => [
      { json: { email: `${name}@example.com`, sessionIds: [full.id] } },
      { json: { email: `${name}@example.com`, sessionIds: [later.id], website: 'robot' } },
      { json: { email: `${name}@example.com`, sessionIds: [later.id] } },
    ]);
    const replies = [];
    for (const post of posts) {
      replies.push(JSON.stringify(await send({ ...post, headers: { origin: allowed } }, event)));
    }
    expect(new Set(replies).size).toBe(1);
    const forms = [];
    for (const name of ['unknown', 'known', 'out', 'bounced']) {
      forms.push(
        JSON.stringify(await send({ form: `email=${name}%40example.com&sessionIds=${later.id}` }, event)),
      );
    }
    expect(new Set(forms).size).toBe(1);
  });

  it.each<[string, TestRequest, number, string]>([
    [
      'an event that does not exist',
      { params: { eventId: `evt_${'0'.repeat(32)}` }, json: {} },
      404,
      'not-found',
    ],
    ['an id that is none', { params: { eventId: "x' OR 1=1" }, json: {} }, 404, 'not-found'],
    ['no body', { headers: { 'content-type': 'application/json' } }, 400, 'malformed-body'],
    [
      'broken JSON',
      { body: '{"email":', headers: { 'content-type': 'application/json' } },
      400,
      'malformed-body',
    ],
    ['JSON that is no object', { json: [] }, 422, 'invalid-input'],
    ['an unknown field', { json: { email: 'a@example.com', status: 'registered' } }, 422, 'invalid-input'],
    [
      'a prototype',
      {
        body: '{"email":"a@example.com","answers":{"__proto__":"x"}}',
        headers: { 'content-type': 'application/json' },
      },
      422,
      'invalid-input',
    ],
    [
      'an answer nobody asked for',
      { json: { email: 'a@example.com', answers: { ghost: 1 } } },
      422,
      'invalid-input',
    ],
    [
      'a number no table holds',
      { json: { email: 'a@example.com', answers: { role: 1e300 } } },
      422,
      'invalid-input',
    ],
    [
      'a foreign session',
      { json: { email: 'a@example.com', sessionIds: [`ses_${'0'.repeat(32)}`] } },
      422,
      'invalid-input',
    ],
    [
      'another type of content',
      { body: 'email=a', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported-media-type',
    ],
    ['no type of content', { body: '{}' }, 415, 'unsupported-media-type'],
    [
      'a compressed body',
      { body: '\x1f\x8b', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } },
      400,
      'malformed-body',
    ],
    [
      'a body of 32 kB and a byte',
      { body: 'x'.repeat(32 * 1024 + 1), headers: { 'content-type': 'application/json' } },
      413,
      'too-large',
    ],
    ['a form of 32 kB and a byte', { form: `email=${'x'.repeat(32 * 1024)}` }, 413, 'too-large'],
    [
      'a megabyte of another type',
      { body: 'x'.repeat(1e6), headers: { 'content-type': 'image/png' } },
      413,
      'too-large',
    ],
    [
      'an empty Idempotency-Key',
      { json: { email: 'a@example.com' }, headers: { 'idempotency-key': '' } },
      422,
      'invalid-input',
    ],
    [
      'a depth of 10,000',
      {
        body: `{"email":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
        headers: { 'content-type': 'application/json' },
      },
      422,
      'invalid-input',
    ],
  ])('refuses %s', async (_, request, status, code) => {
    const reply = await send(request);
    expect(reply.status).toBe(status);
    expect(reply.headers['content-type']).toBe('application/problem+json');
    expect(reply.json()).toMatchObject({
      type: `urn:turnout:problem:${code}`,
      status,
      title: expect.any(String) as string,
      detail: expect.stringMatching(/\.$/) as string,
    });
    expect(lines).toEqual([]);
  });

  it('names each field that is wrong', async () => {
    const reply = await send({ json: { email: 'nope', fistName: 'x', firstName: 'a\nb' } });
    expect(
      reply
        .json()
        .errors.map((error: { field: string }) => error.field)
        .toSorted(),
    ).toEqual(['email', 'firstName', 'fistName']);
  });

  it('says 409 where there is nothing to register for', async () => {
    const empty = await storedEvent(aws.table);
    expect(await send({ json: { email: 'a@example.com' } }, empty)).toMatchObject({ status: 409 });
    const over = await storedSession(aws.table, empty, { startsAt: '2027-02-01T10:00' });
    const reply = await send({ json: { email: 'a@example.com', sessionIds: [over.id] } }, empty);
    expect([reply.status, reply.json().type]).toEqual([409, 'urn:turnout:problem:session-closed']);
  });

  it('takes the same Idempotency-Key with the same body, and refuses it with another', async () => {
    const headers = { 'idempotency-key': 'k-1' };
    const [one, two, three] = [
      await send({ json: { email: 'idem@example.com' }, headers }),
      await send({ json: { email: 'idem@example.com' }, headers }),
      await send({ json: { email: 'other@example.com' }, headers }),
    ];
    expect([one.status, two.status, three.status]).toEqual([202, 202, 422]);
    expect(three.json().type).toBe('urn:turnout:problem:idempotency-key-reused');
  });

  it.each(['unknown', 'known', 'opted-out', 'blocked', 'robot'])(
    'tells nothing by an Idempotency-Key: the second body of %s is refused like everybody’s',
    async (who) => {
      const email = `${who}-key@example.com`;
      const at = new Date(NOW).toISOString();
      if (who !== 'unknown') await registered(aws, event, session, { email });
      if (who === 'opted-out') await optOutOfEverything(aws.table, idOf(email), at);
      if (who === 'blocked')
        await blockPerson({ ...planDeps(aws.table), identityKey }, idOf(email), { ...testAct, act: who });
      const another = await storedEvent(aws.table);
      await storedSession(aws.table, another);
      const json = { email, ...(who === 'robot' && { website: 'x' }) };
      const headers = { 'idempotency-key': who };
      const replies = [];
      for (const firstName of ['A', 'A', 'B'])
        replies.push(await send({ json: { ...json, firstName }, headers }, another));
      expect(replies.map(({ status }) => status)).toEqual([202, 202, 422]);
      expect(replies[2]!.json().type).toBe('urn:turnout:problem:idempotency-key-reused');
    },
  );

  it('asks the table as often whoever registers', async () => {
    const another = await storedEvent(aws.table);
    await storedSession(aws.table, another);
    for (const name of ['known', 'out', 'blocked'])
      await registered(aws, event, session, { email: `${name}-calls@example.com` });
    await optOutOfEverything(aws.table, idOf('out-calls@example.com'), new Date(NOW).toISOString());
    const act = { ...testAct, act: 'calls' };
    await blockPerson({ ...planDeps(aws.table), identityKey }, idOf('blocked-calls@example.com'), act);
    const asking = vi.spyOn(aws.table.client, 'send');
    const calls = [];
    for (const name of ['unknown', 'known', 'out', 'blocked']) {
      asking.mockClear();
      await send({ json: { email: `${name}-calls@example.com` } }, another);
      calls.push(asking.mock.calls.map(([command]) => command.constructor.name).toSorted());
    }
    expect(new Set(calls.map(String)).size).toBe(1);
  });

  it('answers 500 without a word of what broke, and logs no address', async () => {
    aws.faults.set(1, [{ service: 'dynamodb', action: 'TransactWriteItems', kind: 'conflict', rate: 1 }]);
    const reply = await send({ json: { email: 'canary-address@example.com', firstName: 'Canaryname' } });
    expect(reply.status).toBe(500);
    expect(reply.json()).toMatchObject({ type: 'urn:turnout:problem:internal' });
    expect(reply.body).not.toMatch(/Transaction|stack|canary/i);
    expect(lines.join()).toContain('request failed');
    expect(lines.join()).not.toMatch(/canary/i);
  });

  it('logs no address that somebody else’s error quotes', async () => {
    const broken = callerOf({
      'GET /x': () => Promise.reject(new Error('Cannot store {"email":"canary-address@example.com"}')),
    });
    expect((await broken('GET /x')).body).not.toMatch(/canary/);
    expect(lines.join()).toContain('Cannot store');
    expect(lines.join()).not.toMatch(/canary/);
  });

  it('gives what is public of an event, and nothing of its rooms or seats', async () => {
    await storedSession(aws.table, event, { startsAt: '2027-02-01T10:00' });
    const reply = await call(SHOW, { params: { eventId: event.id } });
    expect(reply.status).toBe(200);
    expect(reply.json()).toMatchObject({ id: event.id, sessions: [{ id: session.id, status: 'scheduled' }] });
    expect(reply.json().sessions).toHaveLength(1);
    expect(reply.body).not.toMatch(/room\.example|capacity|allowedOrigins|registered/);
  });
});

describe('A form post', () => {
  it('leads to the thank-you page, or to the event’s own', async () => {
    const reply = await send({
      form: `email=form%40example.com&firstName=F&sessionIds=${session.id}&go=1&gclid=x`,
    });
    expect([reply.status, reply.headers['location']]).toEqual([
      303,
      `/e/${event.id}/thanks?session=${session.id}`,
    ]);
    expect(await getParticipant(aws.table, idOf('form@example.com'))).toMatchObject({ firstName: 'F' });
    const own = await storedEvent(aws.table, { thankYouUrl: 'https://пример.рф/спасибо?a=1' });
    await storedSession(aws.table, own);
    const led = await send({ form: 'email=form%40example.com&next=//evil.example' }, own);
    expect(led.headers['location']).toMatch(/^https:\/\/xn--e1afmkfd\.xn--p1ai\/[%\w]+\?a=1$/);
  });

  it('that is wrong comes back as the page, with what was typed and no script of it', async () => {
    const reply = await send({ form: 'email=nope&firstName=%3Cscript%3Ealert(1)%3C%2Fscript%3E' });
    expect(reply.status).toBe(422);
    expect(reply.headers['content-type']).toContain('text/html');
    expect(reply.body).toContain('value="nope"');
    expect(reply.body).not.toContain('<script>alert');
  });

  it('that is wrong keeps each of several dates ticked that were, and no other', async () => {
    const several = await storedEvent(aws.table);
    const dates = [];
    for (const day of ['07', '08', '09', '10'])
      dates.push(await storedSession(aws.table, several, { startsAt: `2027-03-${day}T10:00` }));
    const chosen = [dates[1]!, dates[3]!].map(({ id }) => id);
    const form = ['email=nope', ...chosen.map((id) => `sessionIds=${id}`)].join('&');
    const { status, body } = await send({ form }, several);
    expect(status).toBe(422);
    const boxes = body.match(/<input[^>]*name="sessionIds"[^>]*>/g) ?? [];
    expect(boxes).toHaveLength(4);
    const ticked = boxes.filter((box) => /\schecked/.test(box)).map((box) => /value="(\w+)"/.exec(box)?.[1]);
    expect(ticked).toEqual(chosen);
  });

  it('of a robot gets the same answer and is kept aside', async () => {
    const person = await send({ form: 'email=person%40example.com' });
    const robot = await send({ form: 'email=robot%40example.com&website=http%3A%2F%2Fspam' });
    expect(robot).toMatchObject({ status: person.status, headers: person.headers, body: person.body });
    expect(await statusesOf('robot@example.com')).toBeUndefined();
    const { suspects } = await listRegistrations(aws.table, session.id, FIRST_SHARD, 500);
    expect(suspects).toMatchObject([{ status: 'suspected', email: 'robot@example.com' }]);
  });
});

describe('Another origin', () => {
  it.each([
    ['the one that the event names', allowed, allowed],
    ['none', undefined, undefined],
    ['null', 'null', undefined],
    ['a stranger', 'https://evil.example', undefined],
    ['a longer one', `${allowed}.evil.example`, undefined],
    ['http', 'http://landing.example.com', undefined],
    ['another port', `${allowed}:8443`, undefined],
    ['a capital letter', 'https://Landing.example.com', undefined],
  ])('%s: may read only what it is allowed to', async (_, origin, expected) => {
    const headers: Record<string, string> = origin === undefined ? {} : { origin };
    const replies = [
      await call(OPTIONS, { params: { eventId: event.id }, headers }),
      await send({ json: { email: 'cors@example.com' }, headers }),
      await send({ json: { email: 'nope' }, headers }),
      await call(SHOW, { params: { eventId: event.id }, headers }),
    ];
    for (const reply of replies) {
      expect(reply.headers['access-control-allow-origin']).toBe(expected);
      expect(reply.headers['vary']).toBe('origin');
      expect(reply.headers).not.toHaveProperty('access-control-allow-credentials');
    }
    expect(replies.map((reply) => reply.status)).toEqual([204, 202, 422, 200]);
    expect(replies[0]!.headers['access-control-allow-methods']).toBe(expected && 'POST');
  });

  it.each([
    ['content-type,sentry-trace,baggage,x-requested-with', undefined],
    [undefined, 'content-type, idempotency-key'],
    ['content-type\r\nset-cookie: a=b', 'content-type, idempotency-key'],
  ])('may send the headers that its libraries add: %j', async (asked, allows = asked) => {
    const headers = { origin: allowed, ...(asked && { 'access-control-request-headers': asked }) };
    const reply = await call(OPTIONS, { params: { eventId: event.id }, headers });
    expect(reply.headers['access-control-allow-headers']).toBe(allows);
  });
});
