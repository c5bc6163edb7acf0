import { beforeAll, describe, expect, it, vi } from 'vitest';
import { serveRegistration } from '../../functions/registration/serve-registration.ts';
import type { Event } from '../../shared/events/domain/event.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { getParticipant } from '../../shared/people/table/participant-items.ts';
import { getRegistration } from '../../shared/registrations/table/registration-items.ts';
import { encode } from '../platform/csv/csv-files.ts';
import { storedEvent, storedSession } from '../support/factories.ts';
import { callerOf, type TestRequest } from '../support/http-events.ts';
import { allocate } from '../support/seats/seat-world.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, registered, registrationDeps } from '../support/registrants.ts';

const POST = 'POST /v1/events/{eventId}/registrations';
const allowed = 'https://landing.example.com';

const aws = useLocalAws();
let call: ReturnType<typeof callerOf>;
let event: Event;
let session: Session;
let count = 0;

beforeAll(async () => {
  call = callerOf(serveRegistration(registrationDeps(aws)));
  for (const method of ['log', 'info'] as const)
    vi.spyOn(console, method).mockImplementation(() => undefined);
  event = await storedEvent(aws.table, {
    allowedOrigins: [allowed],
    locale: 'ru',
    form: {
      fields: [
        { name: 'role', label: 'Role', type: 'text', required: false },
        { name: 'age', label: 'Age', type: 'number', required: false },
        { name: 'terms', label: 'Terms', type: 'boolean', required: false },
      ],
    },
  });
  session = await storedSession(aws.table, event);
});

const send = (request: TestRequest, of: Event = event) =>
  call(POST, { params: { eventId: of.id }, ...request });
const fresh = () => `post${(count += 1)}@example.com`;
const person = (email: string) => getParticipant(aws.table, idOf(email));
const registration = (email: string) => getRegistration(aws.table, session.id, idOf(email));

/** The bytes of a text in windows-1251, percent-encoded. */
const cyrillic = (text: string) =>
  Array.from(text, (letter) => `%${(letter.charCodeAt(0) - 0x410 + 0xc0).toString(16)}`).join('');

describe('A letter that was lost on the way to us', () => {
  it('is left out of texts in JSON, too, and makes an address a wrong one', async () => {
    const email = fresh();
    const json = { email, firstName: 'Zo\ufffd', lastName: '\ufffd', answers: { role: 'Caf\ufffd' } };
    expect((await send({ json })).status).toBe(202);
    const { firstName, lastName } = (await person(email))!;
    expect([firstName, lastName]).toEqual(['Zo', undefined]);
    expect((await registration(email))?.answers).toEqual({ role: 'Caf' });
    expect((await send({ json: { email: `zo\ufffd${email}` } })).status).toBe(422);
  });
});

describe('Half a character', () => {
  it.each([
    'email',
    'firstName',
    'lastName',
    'phone',
    'company',
    'jobTitle',
    'timeZone',
    'locale',
    'website',
  ])('in %s is refused there, and breaks nothing', async (field) => {
    const reply = await send({ json: { email: fresh(), [field]: 'x\ud801' } });
    expect(reply.status).toBe(422);
    expect(reply.json().errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it.each([
    ['answers.role', { answers: { role: '\udc00' } }],
    ['utm.source', { utm: { source: 'a\ud83d' } }],
    ['consent.text', { consent: { text: '\ud801', given: true } }],
    ['sessionIds.0', { sessionIds: ['\ud801'] }],
    ['answers.x\ufffd', { answers: { 'x\ud801': 'x' } }],
  ])('in %s too', async (field, more) => {
    const reply = await send({ json: { email: fresh(), ...more } });
    expect([reply.status, reply.json().errors[0].field]).toEqual([422, field]);
  });

  it('is not seen in whole ones', async () => {
    const email = fresh();
    const body = `{"email":"${email}","firstName":"\\ud83d\\ude00 \\\\ud801"}`;
    expect((await send({ body, headers: { 'content-type': 'application/json' } })).status).toBe(202);
    expect((await person(email))?.firstName).toBe('\u{1f600} \\ud801');
  });
});

describe('A form in an old charset', () => {
  it.each<[string, string, Record<string, string>]>([
    ['told by the form', '&_charset_=windows-1251', {}],
    ['told by the type', '', { 'content-type': 'application/x-www-form-urlencoded; charset="windows-1251"' }],
    ['told by nobody, of a Russian event', '', {}],
    ['told wrongly', '&_charset_=utf-8', {}],
    ['told as nothing that is known', '&_charset_=x-unknown', {}],
    ['told as UTF-16, in which no form is posted', '&_charset_=utf-16', {}],
  ])('is read: %s', async (_, more, headers) => {
    const email = fresh();
    const form = `email=${encodeURIComponent(email)}&firstName=${cyrillic('Николай')}&company=%26%23322%3B${more}`;
    expect((await send({ form, headers })).status).toBe(303);
    expect(await person(email)).toMatchObject({ firstName: 'Николай', company: 'ł' });
  });

  it.each([
    ['windows-1251', 'Анна', 'en'],
    ['windows-1251', 'Пётр Щукин', 'de'],
    ['windows-1252', 'Zoë', 'ru'],
    ['windows-1252', 'Müller-Lüdenscheidt', 'ru'],
  ] as const)(
    'that nobody names is known by its words: %s, %s, at an event in %s',
    async (charset, name, locale) => {
      const email = fresh();
      const bytes = [...encode(name, charset)]
        .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
        .join('');
      const form = `email=${encodeURIComponent(email)}&firstName=${bytes}`;
      const other = await storedEvent(aws.table, { locale });
      await storedSession(aws.table, other);
      expect((await send({ form }, other)).status).toBe(303);
      expect((await person(email))?.firstName).toBe(name);
    },
  );

  it('never leaves a sign that something was lost', async () => {
    const email = fresh();
    await send({ form: `email=${email}&firstName=A%EF%BF%BDnn&lastName=%D0%9D%D0%B8%&answers.role=50%+x` });
    expect(await person(email)).toMatchObject({ firstName: 'Ann', lastName: 'Ни%' });
    expect((await registration(email))?.answers).toEqual({ role: '50% x' });
  });

  it('keeps UTF-8, entities that people typed, and plus signs', async () => {
    const email = fresh();
    const form = new URLSearchParams({ email, firstName: 'Zoë &#322; Ж', phone: '+49 1&2=3' });
    await send({
      form: String(form),
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    });
    expect(await person(email)).toMatchObject({ firstName: 'Zoë &#322; Ж', phone: '+49 1&2=3' });
  });
});

describe('A script that posts a form', () => {
  const multipart = (fields: Record<string, string>, boundary = 'b') => ({
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${Object.entries(fields)
      .map(
        ([name, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      .join(
        '',
      )}--${boundary}\r\nContent-Disposition: form-data; name="cv"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nx\r\n--${boundary}--\r\n`,
    base64: true,
  });

  it.each<[string, Record<string, string>, number]>([
    ['of a script from another site', { origin: allowed, 'sec-fetch-mode': 'cors', accept: '*/*' }, 202],
    ['of a script that nobody may answer', { origin: allowed, 'sec-fetch-mode': 'no-cors' }, 202],
    ['of an older browser’s script', { origin: allowed, accept: '*/*' }, 202],
    ['of whoever asks for JSON', { accept: 'application/json, text/plain, */*' }, 202],
    [
      'of a page',
      { origin: allowed, 'sec-fetch-mode': 'navigate', accept: 'text/html,application/xhtml+xml,*/*' },
      303,
    ],
    ['of an older browser’s page', { origin: allowed, accept: 'text/html,*/*' }, 303],
    ['of another program', {}, 303],
  ])('gets the answer %s', async (_, headers, status) => {
    const email = fresh();
    const reply = await send({ form: `email=${email}`, headers });
    expect(reply.status).toBe(status);
    expect((await registration(email))?.status).toBe('registered');
    const wrong = await send({ form: 'email=nope', headers });
    expect([wrong.status, wrong.headers['content-type']]).toEqual([
      422,
      status === 202 ? 'application/problem+json' : 'text/html; charset=utf-8',
    ]);
  });

  it('may post FormData, whatever stands in its fields and however its boundary looks', async () => {
    for (const boundary of ['b', '----WebKitFormBoundaryAbCdEf0123456789', `${'-'.repeat(60)}x`]) {
      const email = fresh();
      const fields = { email, firstName: 'Jürgen "J"', 'answers.role': 'two\r\nlines --b\r\n', age: '1' };
      expect((await send(multipart(fields, boundary))).status).toBe(303);
      expect((await person(email))?.firstName).toBe('Jürgen "J"');
      expect((await registration(email))?.answers).toEqual({ role: 'two\r\nlines --b\r\n' });
    }
  });

  it('posts what the platform itself makes of FormData', async () => {
    const email = fresh();
    const form = new FormData();
    for (const [name, value] of Object.entries({ email, firstName: 'Zoë', sessionIds: session.id }))
      form.append(name, value);
    const made = new Response(form);
    const headers = { 'content-type': made.headers.get('content-type') ?? '' };
    expect((await send({ body: await made.text(), headers })).status).toBe(303);
    expect(await registration(email)).toMatchObject({ status: 'registered' });
  });

  it.each(['', '--b', '--b--', '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--', 'email=x'])(
    'is told when its form does not read: %j',
    async (body) => {
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      const reply = await send({ body, headers });
      expect([400, 422]).toContain(reply.status);
      expect((await send({ body, headers: { 'content-type': 'multipart/form-data' } })).status).toBe(400);
    },
  );
});

describe('What form builders send', () => {
  it('as nothing counts as nothing, and numbers and ticks as what is meant', async () => {
    const email = fresh();
    const json = {
      ...{
        email,
        firstName: null,
        lastName: '',
        company: '  ',
        phone: 491711234567,
        locale: null,
        website: null,
      },
      ...{ utm: { source: null, term: 7 }, sessionIds: session.id, consent: true },
      answers: { role: 42, age: '17.5', terms: 'on' },
    };
    expect((await send({ json })).status).toBe(202);
    const known = await person(email);
    expect(known).toMatchObject({ phone: '491711234567', utm: { term: '7' } });
    for (const field of ['firstName', 'lastName', 'company', 'locale'])
      expect(known).not.toHaveProperty(field);
    expect(await registration(email)).toMatchObject({
      answers: { role: '42', age: 17.5, terms: true },
      consent: { given: true },
    });
    const none = fresh();
    const empty = {
      answers: { role: null, age: '', terms: null },
      utm: null,
      consent: null,
      sessionIds: null,
    };
    expect((await send({ json: { email: none, ...empty } })).status).toBe(202);
    expect((await registration(none))?.answers).toEqual({});
  });

  it.each<[string, object]>([
    ['phone', { phone: 1e300 }],
    ['phone', { phone: ['1'] }],
    ['firstName', { firstName: true }],
    ['answers.age', { answers: { age: 'many' } }],
    ['answers.terms', { answers: { terms: 'perhaps' } }],
    ['consent', { consent: 7 }],
  ])('is still refused at %s where it is no such thing', async (field, more) => {
    const reply = await send({ json: { email: fresh(), ...more } });
    expect([reply.status, reply.json().errors[0]?.field]).toEqual([422, field]);
  });

  it('is told of all that is wrong at once', async () => {
    const strict = await storedEvent(aws.table, {
      form: {
        fields: [
          { name: 'city', label: 'City', type: 'text', required: true },
          { name: 'terms', label: 'Terms', type: 'boolean', required: true },
          { name: 'age', label: 'Age', type: 'number', required: false },
        ],
      },
    });
    const over = await storedSession(aws.table, strict, { startsAt: '2027-02-01T10:00' });
    await storedSession(aws.table, strict);
    const fields = ['answers.age', 'answers.city', 'answers.terms', 'email', 'sessionIds.0'];
    const json = { email: 'nope', sessionIds: [over.id], answers: { age: 'x' } };
    const told = (await send({ json }, strict)).json().errors.map((error: { field: string }) => error.field);
    expect(told.toSorted()).toEqual(fields);
    const page = await send({ form: `email=nope&answers.age=x&sessionIds=${over.id}` }, strict);
    expect(page.body.match(/<li>/g)).toHaveLength(5);
    expect((await send({ json: {} }, strict)).json().errors[0]).toMatchObject({
      field: 'email',
      code: 'email-missing',
    });
  });
});

describe('The work for a post', () => {
  it('is the same for who is registered already, at a full session as well', async () => {
    const busy = await storedEvent(aws.table);
    const full = await storedSession(aws.table, busy, { capacity: 1 });
    const known = fresh();
    await registered(aws, busy, full, { email: known });
    const asking = vi.spyOn(aws.table.client, 'send');
    const calls = [];
    for (const email of [known, fresh(), known]) {
      asking.mockClear();
      expect((await send({ json: { email, sessionIds: [full.id] } }, busy)).status).toBe(202);
      calls.push(asking.mock.calls.map(([command]) => command.constructor.name).toSorted());
    }
    asking.mockRestore();
    expect(new Set(calls.map(String)).size).toBe(1);
    expect(calls[0]?.filter((name) => name === 'TransactWriteCommand')).toHaveLength(1);
  });

  it('gives whoever names no date the next one with a free place', async () => {
    const busy = await storedEvent(aws.table);
    const full = await storedSession(aws.table, busy, { capacity: 1 });
    const free = await storedSession(aws.table, busy, { startsAt: '2027-05-01T10:00', capacity: 5 });
    await registered(aws, busy, full, { email: fresh() });
    const email = fresh();
    await send({ json: { email } }, busy);
    await allocate(aws.table, free);
    expect(await getRegistration(aws.table, free.id, idOf(email))).toMatchObject({ status: 'registered' });
    const shown = await call('GET /v1/public/events/{eventId}', { params: { eventId: busy.id } });
    expect(shown.json().sessions.map((one: { full: boolean }) => one.full)).toEqual([true, false]);
  });
});

describe('A public address', () => {
  it('answers HEAD as GET, without the body, and OPTIONS for scripts of other sites', async () => {
    const params = { eventId: event.id };
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => call(`${method} /v1/public/events/{eventId}`, { params })),
    );
    expect([head?.status, head?.headers, head?.body]).toEqual([200, get?.headers, '']);
    const asked = await call('OPTIONS /v1/public/events/{eventId}', { params, headers: { origin: allowed } });
    expect([asked.status, asked.headers['access-control-allow-methods']]).toEqual([204, 'GET, HEAD']);
  });
});
