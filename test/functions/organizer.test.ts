import { beforeAll, describe, expect, it } from 'vitest';
import { servePeople } from '../../functions/people/serve-people.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { organizerDeps, organizerRoutes } from '../support/api/organizer-routes.ts';
import { callerOf, type TestReply, type TestRequest } from '../support/http-events.ts';
import { patchWish } from '../../shared/people/table/participant-items.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { idOf, registered } from '../support/registrants.ts';
import { arrive, exportAll, importFile } from '../support/run-jobs.ts';
import { storedPeople } from '../support/stored-people.ts';

const aws = useLocalAws();
let call: (routeKey: string, request?: TestRequest) => Promise<TestReply>;
let routeKeys: string[];

beforeAll(() => {
  const routes = organizerRoutes(aws);
  routeKeys = Object.keys(routes);
  call = callerOf(routes);
});

const as =
  (groups: string) =>
  (routeKey: string, request: TestRequest = {}) =>
    call(routeKey, { groups, ...request });
const admin = as('[admin]');
const member = as('[member]');
const codeOf = (reply: TestReply) => [reply.status, reply.json().type?.replace('urn:turnout:problem:', '')];
const everyPage = async (routeKey: string, request: TestRequest, limit: number) => {
  const items: Record<string, any>[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const reply = await admin(routeKey, {
      ...request,
      query: { ...request.query, limit: String(limit), ...(cursor && { cursor }) },
    });
    expect(reply.status).toBe(200);
    items.push(...reply.json().items);
    expect(reply.json().items.length).toBeLessThanOrEqual(limit);
    cursor = reply.json().cursor;
    more = cursor !== undefined;
  }
  return items;
};

describe('Who may come in', () => {
  it('is nobody without a role of ours, on any route', async () => {
    expect(routeKeys.length).toBeGreaterThanOrEqual(17);
    const ids = { eventId: `evt_${'0'.repeat(32)}`, sessionId: `ses_${'0'.repeat(32)}` };
    for (const routeKey of routeKeys) {
      for (const groups of [undefined, '', '[]', '[guests]', '[Admin]']) {
        const request = { params: ids, json: {}, ...(groups !== undefined && { groups }) };
        expect(codeOf(await call(routeKey, request)), `${routeKey} ${groups}`).toEqual([403, 'forbidden']);
      }
    }
  });

  it('is a member for all but exports', async () => {
    expect((await member('POST /v1/events', { json: { title: 'T', timeZone: 'UTC' } })).status).toBe(201);
    expect((await member('GET /v1/participants')).status).toBe(200);
    expect((await member('GET /v1/imports')).status).toBe(200);
    for (const routeKey of ['POST /v1/exports', 'GET /v1/exports', 'GET /v1/exports/{exportId}'])
      expect(codeOf(await member(routeKey, { params: { exportId: `exp_${'0'.repeat(32)}` } }))).toEqual([
        403,
        'forbidden',
      ]);
    expect((await admin('POST /v1/exports')).status).toBe(202);
  });
});

describe('Events and sessions', () => {
  it('are listed by start over all events, page by page, from a moment on and before another', async () => {
    const starts = ['2031-04-30T23:00', '2031-05-01T00:00', '2031-06-01T08:00', '2032-08-01T08:00'];
    for (const startsAt of starts)
      await storedSession(aws.table, await storedEvent(aws.table, { timeZone: 'Africa/Abidjan' }), {
        startsAt,
      });
    const from = (query: Record<string, string>) => everyPage('GET /v1/sessions', { query }, 2);
    const startsIn = async (query: Record<string, string>) =>
      (await from(query)).map(({ startsAt }) => startsAt);
    expect(await startsIn({ from: '2031-04-01' })).toEqual(starts.slice(0, 3));
    expect(await startsIn({ from: '2031-05-01', to: '2031-06-01T08:00:00Z' })).toEqual(starts.slice(1, 2));
    expect((await from({ from: '2031-05-01', to: '2031-05-02' }))[0]).toMatchObject({
      status: 'scheduled',
      counts: { registered: 0 },
    });
    for (const query of [
      { from: '2031-05-01', to: '2031-05-01' },
      { from: '2031-05-01', to: '2037-05-01' },
      { from: 'May' },
    ])
      expect(codeOf(await admin('GET /v1/sessions', { query }))).toEqual([422, 'invalid-input']);
  });

  it('are made, shown and listed', async () => {
    const made = await admin('POST /v1/events', { json: { title: ' Trees ', timeZone: 'Europe/Berlin' } });
    expect(made.status).toBe(201);
    const event = made.json();
    expect(made.headers['location']).toBe(`/v1/events/${event.id}`);
    expect(event).toMatchObject({
      title: 'Trees',
      kind: 'scheduled',
      attendanceThreshold: 50,
      doubleOptIn: false,
    });
    const params = { eventId: event.id };
    expect((await admin('GET /v1/events/{eventId}', { params })).json()).toMatchObject(event);
    const one = await admin('POST /v1/events/{eventId}/sessions', {
      params,
      json: { startsAt: '2027-03-21T10:00' },
    });
    expect(one.json()).toMatchObject({
      status: 'scheduled',
      counts: { registered: 0, waitlisted: 0, attended: 0, pending: 0 },
    });
    const next = await admin('POST /v1/events/{eventId}/sessions', { params });
    expect([next.status, next.json().startsAt]).toEqual([201, '2027-03-28T10:00']);
    const series = await admin('POST /v1/events/{eventId}/sessions', {
      params,
      json: { first: { startsAt: '2027-05-01T10:00' }, count: 3, every: 'P1W' },
    });
    expect(series.json().items).toHaveLength(3);
    const listed = await everyPage('GET /v1/events/{eventId}/sessions', { params }, 2);
    expect(listed.map((session) => session['startsAt'])).toEqual([
      '2027-05-15T10:00',
      '2027-05-08T10:00',
      '2027-05-01T10:00',
      '2027-03-28T10:00',
      '2027-03-21T10:00',
    ]);
  });

  it.each<[string, string, TestRequest, number, string]>([
    [
      'an unknown zone',
      'POST /v1/events',
      { json: { title: 'T', timeZone: 'Mars/Phobos' } },
      422,
      'timeZone',
    ],
    ['no title', 'POST /v1/events', { json: { timeZone: 'UTC' } }, 422, 'title'],
    [
      'an id of one’s own',
      'POST /v1/events',
      { json: { title: 'T', timeZone: 'UTC', id: 'evt_1' } },
      422,
      'id',
    ],
    [
      'an origin with a path',
      'POST /v1/events',
      { json: { title: 'T', timeZone: 'UTC', allowedOrigins: ['https://a.example/x'] } },
      422,
      'allowedOrigins.0',
    ],
    [
      'the null origin',
      'POST /v1/events',
      { json: { title: 'T', timeZone: 'UTC', allowedOrigins: ['null'] } },
      422,
      'allowedOrigins.0',
    ],
    [
      'a script for a thank-you page',
      'POST /v1/events',
      { json: { title: 'T', timeZone: 'UTC', thankYouUrl: 'javascript:alert(1)' } },
      422,
      'thankYouUrl',
    ],
    [
      'two fields of one name',
      'POST /v1/events',
      {
        json: {
          title: 'T',
          timeZone: 'UTC',
          form: {
            fields: [
              { name: 'a', label: 'A', type: 'text' },
              { name: 'a', label: 'B', type: 'text' },
            ],
          },
        },
      },
      422,
      'form.fields.1.name',
    ],
    [
      'a field called __proto__',
      'POST /v1/events',
      {
        json: {
          title: 'T',
          timeZone: 'UTC',
          form: { fields: [{ name: '__proto__', label: 'A', type: 'text' }] },
        },
      },
      422,
      'form.fields.0.name',
    ],
  ])('are refused with %s', async (_, routeKey, request, status, field) => {
    const reply = await admin(routeKey, request);
    expect(reply.status).toBe(status);
    expect(reply.json().errors.map((error: { field: string }) => error.field)).toEqual([field]);
  });

  it.each<[string, string, TestRequest, number, string]>([
    [
      'a text',
      'POST /v1/events',
      { body: 'x', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported-media-type',
    ],
    ['a megabyte and a byte', 'POST /v1/events', { body: 'x'.repeat(1024 * 1024 + 1) }, 413, 'too-large'],
    [
      'four megabytes of paste and a byte',
      'POST /v1/imports',
      { body: 'x'.repeat(4 * 1024 * 1024 + 1) },
      413,
      'too-large',
    ],
    [
      'a depth of 10,000',
      'POST /v1/events/{eventId}/sessions',
      {
        body: `{"dates":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
        headers: { 'content-type': 'application/json' },
      },
      422,
      'invalid-input',
    ],
    [
      'a prototype',
      'POST /v1/events/{eventId}/sessions',
      { body: '{"__proto__":{"first":1}}', headers: { 'content-type': 'application/json' } },
      422,
      'invalid-input',
    ],
  ])('are refused as %s', async (_, routeKey, request, ...expected) => {
    const event = await storedEvent(aws.table);
    expect(codeOf(await admin(routeKey, { params: { eventId: event.id }, ...request }))).toEqual(expected);
  });
});

describe('Lists', () => {
  const crowd = async () => {
    const event = await storedEvent(aws.table);
    const [one, other] = [await storedSession(aws.table, event), await storedSession(aws.table, event)];
    for (let n = 0; n < 12; n += 1) {
      await registered(aws, event, one, { email: `list${n}@example.com`, firstName: 'L' });
      await registered(aws, event, other, { email: `list${n}@example.com` });
    }
    return { event, one, other };
  };

  it('give everybody once, page by page', async () => {
    const { one } = await crowd();
    const sessionId = { params: { sessionId: one.id } };
    const registrations = await everyPage('GET /v1/sessions/{sessionId}/registrations', sessionId, 5);
    expect(new Set(registrations.map((each) => each['email'])).size).toBe(12);
    expect(registrations).toHaveLength(12);
    expect(registrations[0]).toMatchObject({
      sessionId: one.id,
      status: 'registered',
      attendance: { state: 'unknown' },
    });
    const people = await everyPage('GET /v1/participants', {}, 7);
    expect(new Set(people.map((person) => person['id'])).size).toBe(people.length);
    const ids = people.map((person) => person['id'] as string);
    expect(ids).toContain(idOf('list0@example.com'));
    const shown = await admin('GET /v1/participants/{participantId}', {
      params: { participantId: idOf('list0@example.com') },
    });
    expect(shown.json()).toMatchObject({
      email: 'list0@example.com',
      firstName: 'L',
      status: 'active',
      groups: [],
    });
    expect(Object.keys(shown.json())).not.toContain('pk');
  });

  it('show where people are reached now, and who is deleted or blocked', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const names = ['moved', 'gone', 'black'];
    for (const name of names) await registered(aws, event, session, { email: `now-${name}@example.com` });
    const patch = (name: string, set: Record<string, unknown>) =>
      patchWish(aws.table, idOf(`now-${name}@example.com`), { set });
    await patch('moved', { email: 'now-elsewhere@example.com' });
    await patch('gone', { deletedAt: '2027-03-01T00:00:00Z' });
    await patch('black', { blockedAt: '2027-03-01T00:00:00Z' });
    const shown = await everyPage(
      'GET /v1/sessions/{sessionId}/registrations',
      { params: { sessionId: session.id } },
      5,
    );
    const told = shown.map(({ email, participantStatus }) => `${String(email)} ${String(participantStatus)}`);
    expect(told.sort()).toEqual([
      'now-black@example.com blocked',
      'now-elsewhere@example.com active',
      'now-gone@example.com deleted',
    ]);
  });

  it('refuse a cursor of another list, a changed one, and limits that are none', async () => {
    const { one, other } = await crowd();
    const list = 'GET /v1/sessions/{sessionId}/registrations';
    const first = await admin(list, { params: { sessionId: one.id }, query: { limit: '5' } });
    const cursor = first.json().cursor as string;
    const flipped = `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}`;
    const attempts: [string, TestRequest][] = [
      [list, { params: { sessionId: other.id }, query: { cursor } }],
      ['GET /v1/participants', { query: { cursor } }],
      ['GET /v1/events', { query: { cursor } }],
      ['GET /v1/imports', { query: { cursor } }],
      ['GET /v1/exports', { query: { cursor } }],
      [list, { params: { sessionId: one.id }, query: { cursor: flipped } }],
      [
        list,
        {
          params: { sessionId: one.id },
          query: { cursor: Buffer.from('{"shard":0}').toString('base64url') },
        },
      ],
      [list, { params: { sessionId: one.id }, query: { cursor: '' } }],
    ];
    for (const [routeKey, request] of attempts)
      expect(codeOf(await admin(routeKey, request)), JSON.stringify(request)).toEqual([
        400,
        'invalid-cursor',
      ]);
    for (const limit of ['0', '-1', '201', '1.5', 'x'])
      expect((await admin('GET /v1/participants', { query: { limit } })).status, limit).toBe(422);
  });

  it.each([
    ['GET /v1/events/{eventId}', 'eventId', 'evt'],
    ['GET /v1/events/{eventId}/sessions', 'eventId', 'evt'],
    ['GET /v1/sessions/{sessionId}', 'sessionId', 'ses'],
    ['GET /v1/sessions/{sessionId}/registrations', 'sessionId', 'ses'],
    ['GET /v1/participants/{participantId}', 'participantId', 'par'],
    ['GET /v1/imports/{importId}', 'importId', 'imp'],
    ['GET /v1/imports/{importId}/faults', 'importId', 'imp'],
    ['POST /v1/imports/{importId}/cancel', 'importId', 'imp'],
    ['GET /v1/exports/{exportId}', 'exportId', 'exp'],
  ])(
    '%s knows no ids that are not there, that are no ids, or that name something else',
    async (routeKey, name, prefix) => {
      const { id } = await storedEvent(aws.table);
      const foreign = prefix === 'evt' ? idOf('x') : id;
      for (const value of [
        `${prefix}_${'0'.repeat(32)}`,
        foreign,
        'x',
        '',
        '../x',
        `${prefix}_${'0'.repeat(32)}#SEATS`,
      ])
        expect(codeOf(await admin(routeKey, { params: { [name]: value } })), value).toEqual([
          404,
          'not-found',
        ]);
    },
  );
});

describe('Files', () => {
  const clock = { now: NOW };

  it('are pasted, or uploaded by a link', async () => {
    const pasted = await member('POST /v1/imports', {
      json: { fileName: 'ä b.csv', text: 'email\npaste@example.com\n' },
    });
    expect(pasted.status).toBe(202);
    expect(pasted.json().key).toMatch(/^imports\/imp_[0-9a-f]{32}\/ä b\.csv$/);
    const link = await member('POST /v1/imports', { json: {} });
    expect(link.status).toBe(201);
    expect(new URL(link.json().uploadUrl).pathname).toContain('/imports/imp_');
    for (const fileName of ['../../x.csv', 'a/b.csv', 'a\\b.csv', 'a\u0000.csv', '', 'x'.repeat(101)])
      expect((await member('POST /v1/imports', { json: { fileName } })).status, fileName).toBe(422);
  });

  it('show their faults in order, page by page, and the file of them', async () => {
    const rows = Array.from({ length: 25 }, (_, n) => `bad ${n}`);
    const { id } = await importFile(
      aws,
      clock,
      'faults.csv',
      ['email', ...rows, 'ok@example.com'].join('\n'),
    );
    const faults = await everyPage('GET /v1/imports/{importId}/faults', { params: { importId: id } }, 10);
    expect(faults.map((fault) => fault['line'])).toEqual(rows.map((_, n) => n + 2));
    const shown = (await admin('GET /v1/imports/{importId}', { params: { importId: id } })).json();
    expect(shown).toMatchObject({
      status: 'done',
      progress: 1,
      counts: { read: 26, created: 1, failed: 25 },
    });
    expect(await (await fetch(shown.faultsUrl as string)).text()).toContain('bad 24');
    const listed = await admin('GET /v1/imports', { query: { key: 'imports/faults.csv' } });
    expect(listed.json().items).toMatchObject([{ id }]);
  });

  it('show as many faults as an answer may hold, and the others on the next page', async () => {
    const long = 'x'.repeat(200_000);
    const rows = Array.from({ length: 30 }, (_, n) => `bad ${n},${long}`);
    const { id } = await importFile(aws, clock, 'long-faults.csv', ['email,note', ...rows].join('\n'));
    const page = (cursor?: string) =>
      admin('GET /v1/imports/{importId}/faults', {
        params: { importId: id },
        query: { limit: '200', ...(cursor && { cursor }) },
      });
    const first = await page();
    expect(Buffer.byteLength(first.body)).toBeLessThan(5_000_000);
    const second = await page(first.json().cursor as string);
    const lines = [first, second].flatMap((one) =>
      one.json().items.map(({ line }: { line: number }) => line),
    );
    expect(lines).toEqual(rows.map((_, n) => n + 2));
  });

  it('are refused with a mapping to a variable that nobody has defined, also one to be kept', async () => {
    for (const name of ['nope', 'constructor']) {
      const mapping = { columns: [{ column: 'c', to: `variables.${name}` }] };
      for (const reply of [
        await member('POST /v1/imports', { json: { text: 'email,c\nk@example.com,x\n', mapping } }),
        await member('POST /v1/mappings', { json: { name: 'Ours', mapping } }),
      ]) {
        expect(codeOf(reply)).toEqual([422, 'invalid-input']);
        expect(reply.body).toContain(`a variable that does not exist: ${name}`);
      }
    }
    const asFile = { mapping: JSON.stringify({ columns: [{ column: 'c', to: 'variables.nope' }] }) };
    expect(await importFile(aws, clock, 'nope.csv', 'email,c\nk@example.com,x\n', asFile)).toMatchObject({
      status: 'failed',
      reason: 'bad-option',
    });
  });

  it('pasted are there at once, and take back with null what was tried in a preview', async () => {
    const text = 'ann@pasted.example, bob@pasted.example';
    const { id } = (await member('POST /v1/imports', { json: { text, hold: true } })).json();
    expect((await member('GET /v1/imports/{importId}', { params: { importId: id } })).status).toBe(200);
    const preview = async (json: object) => {
      const reply = await member('POST /v1/imports/{importId}/preview', { params: { importId: id }, json });
      return reply.json().rows[0];
    };
    expect(await preview({ channel: 'telegram', group: 'Typo' })).not.toMatchObject({
      fields: { email: text },
    });
    expect(await preview({ channel: null, group: null })).toMatchObject({
      fields: { email: 'ann@pasted.example' },
    });
    const view = (await member('GET /v1/imports/{importId}', { params: { importId: id } })).json();
    expect(view.options).not.toHaveProperty('group');
    expect(await preview({ mapping: { header: false } })).toMatchObject({ line: 1 });
  });

  it('that failed say why when they are looked at again', async () => {
    const { id, detail } = await importFile(aws, clock, 'broken.xlsx', 'PK\u0003\u0004 cut off');
    const again = await member('POST /v1/imports/{importId}/preview', {
      params: { importId: id },
      json: {},
    });
    expect([again.status, again.json().detail]).toEqual([409, detail]);
  });

  it('are cancelled once, and not when they are over', async () => {
    const importId = await arrive(aws, 'cancel.csv', 'email\nx@example.com\n');
    const cancel = () => member('POST /v1/imports/{importId}/cancel', { params: { importId } });
    expect((await cancel()).json()).toMatchObject({ status: 'cancelled' });
    expect(codeOf(await cancel())).toEqual([409, 'conflict']);
  });

  it('are exported for an admin, with a link only once they are done', async () => {
    const begun = (await admin('POST /v1/exports', { json: { delimiter: ';' } })).json();
    expect(begun).toMatchObject({ status: 'waiting', format: 'csv', delimiter: ';' });
    expect(begun).not.toHaveProperty('url');
    const { job } = await exportAll(aws, clock);
    const done = (await admin('GET /v1/exports/{exportId}', { params: { exportId: job.id } })).json();
    expect(done).toMatchObject({ status: 'done', rows: job.rows });
    expect(done.url).toContain('X-Amz-Expires=900');
    expect((await admin('POST /v1/exports', { json: { format: 'exe' } })).status).toBe(422);
  });
});

describe('A page of people of whom much is known', () => {
  it('holds no more than an answer may, and goes on behind the last one', async () => {
    const much = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`v${n}`, 'x'.repeat(2_000)]));
    const company = 'Much Known';
    await storedPeople(aws.table, 'much', 100, () => ({ company, variables: much }));
    const page = (cursor?: string) =>
      admin('GET /v1/participants', { query: { company, limit: '200', ...(cursor && { cursor }) } });
    const ids: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const reply = await page(cursor);
      expect(Buffer.byteLength(reply.body)).toBeLessThan(5_000_000);
      ids.push(...reply.json().items.map(({ id }: { id: string }) => id));
      cursor = reply.json().cursor;
    }
    expect([ids.length, new Set(ids).size]).toEqual([100, 100]);
  });
});

describe('A rare find among many', () => {
  const rare = { company: 'Rare Trees' };
  beforeAll(async () => {
    await storedPeople(aws.table, 'many', 3_000, (n) => (n % 1_500 === 0 ? rare : {}));
  });

  it('is on one page, however many are looked at for it', async () => {
    const reply = await admin('GET /v1/participants', { query: { ...rare, limit: '50' } });
    const { items, looked, cursor } = reply.json();
    expect([items.length, cursor]).toEqual([2, undefined]);
    expect(looked).toBeGreaterThan(3_000);
  });

  it('is gone on with by a cursor when the time of a request is up', async () => {
    let now = NOW;
    const slow = callerOf(servePeople(organizerDeps(aws, () => (now += 2_000))));
    const sizes: number[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const query = { ...rare, limit: '50', ...(cursor !== undefined && { cursor }) };
      const page = (await slow('GET /v1/participants', { groups: '[admin]', query })).json();
      sizes.push(page.items.length);
      cursor = page.cursor;
    }
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(2);
  });
});
