import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportHeadings } from '../../shared/exports/usecases/export-headings.ts';
import { ExportJob } from '../../shared/exports/domain/export-job.ts';
import { exportField, sessionPartNames } from '../../shared/exports/domain/export-fields.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { NOW, storedEvent, storedSession } from '../support/factories.ts';
import { organizerRoutes } from '../support/api/organizer-routes.ts';
import { callerOf, type TestReply, type TestRequest } from '../support/http-events.ts';
import { useLocalAws } from '../support/use-local-aws.ts';
import { registered } from '../support/registrants.ts';
import { importFile, jobDeps, readText, runToEnd } from '../support/run-jobs.ts';

const aws = useLocalAws();
let call: (routeKey: string, request?: TestRequest) => Promise<TestReply>;
let session: Session;

beforeAll(() => {
  call = callerOf(organizerRoutes(aws));
});

beforeEach(async () => {
  const event = await storedEvent(aws.table, {
    form: {
      fields: [
        { name: 'garden', label: 'Garden?', type: 'number', required: false },
        { name: 'tool', label: 'Tool?', type: 'text', required: false },
      ],
    },
  });
  session = await storedSession(aws.table, event, { name: 'Spring' });
});

const admin = (routeKey: string, request: TestRequest = {}) =>
  call(routeKey, { groups: '[admin]', ...request });
const errorsOf = (reply: TestReply) => {
  const { errors } = reply.json() as { errors: { field: string; code: string }[] };
  return errors.map(({ field, code }) => `${field} ${code}`).sort();
};
const added = async (json: object) => (await admin('POST /v1/participants', { json })).json().id as string;
const found = async (query: Record<string, string>) => {
  const { items } = (await admin('GET /v1/participants', { query })).json();
  return (items as { id: string }[]).map(({ id }) => id);
};
const exported = async (json: object, headers: Record<string, string> = {}) => {
  const { id, fields, delimiter } = (await admin('POST /v1/exports', { json, headers })).json();
  const clock = { now: NOW };
  const job = ExportJob.parse(await runToEnd(() => jobDeps(aws, clock), clock, id));
  return { fields, delimiter, text: await readText(aws.exports, job.key) };
};

describe('An event', () => {
  it('is answered with the address of its page, alone and in lists', async () => {
    const made = (await admin('POST /v1/events', { json: { title: 'T', timeZone: 'UTC' } })).json();
    const pageUrl = `https://turnout.example.com/e/${made.id}`;
    expect(made.pageUrl).toBe(pageUrl);
    const shown = await admin('GET /v1/events/{eventId}', { params: { eventId: made.id } });
    expect(shown.json().pageUrl).toBe(pageUrl);
    const { items } = (await admin('GET /v1/events')).json();
    expect(items.find(({ id }: { id: string }) => id === made.id).pageUrl).toBe(pageUrl);
  });
});

describe('An export of a session', () => {
  const fields = () => ['email', `session:${session.id}.answers.*`, `session:${session.id}.attendance`];

  it('holds the answers to its form, under its name and date', async () => {
    const ids = [];
    for (const [email, answers] of [
      ['a@example.com', { garden: 300, tool: 'saw; "big"' }],
      ['b@example.com', {}],
    ] as const)
      ids.push((await registered(aws, await eventOf(), session, { email, answers })).participantId);
    const { text, fields: asked } = await exported({ ids, fields: fields() });
    expect(asked).toEqual([
      'email',
      `session:${session.id}.answers.garden`,
      `session:${session.id}.answers.tool`,
      `session:${session.id}.attendance`,
    ]);
    const [header, ...rows] = text.replace('\uFEFF', '').trim().split('\r\n');
    // In the zone of the session, though the cells are in UTC.
    const name = 'Spring, 2027-03-07 10:00:00';
    expect(header).toBe(`email,"${name}: answers.garden","${name}: answers.tool","${name}: attendance"`);
    expect(rows.sort()).toEqual(['a@example.com,300,"saw; ""big""",unknown', 'b@example.com,,,unknown']);
  });

  it('is imported again with no change and no question, whatever the session and its form are called', async () => {
    const fields = ['status', 'newsletter', 'email'].map((name) => ({
      ...{ name, label: name, type: 'text' as const, required: false },
    }));
    const event = await storedEvent(aws.table, { form: { fields } });
    const twins = [await storedSession(aws.table, event, { name: 'Unsubscribed: e-mail' })];
    twins.push(await storedSession(aws.table, event, { name: 'Unsubscribed: e-mail' }));
    const answers = { status: 'unsubscribed', newsletter: 'no', email: 'other@example.com' };
    const ids = [];
    for (const one of twins)
      ids.push((await registered(aws, event, one, { email: 'back@example.com', answers })).participantId);
    const parts = sessionPartNames.filter((part) => !part.includes('<'));
    const named = twins.flatMap(({ id }) => parts.map((part) => `session:${id}.${part}`));
    const { text } = await exported({ ids: ids.slice(1), fields: ['email', 'status', ...named] });
    const byIds = ['email', ...named.filter((name) => !name.endsWith('*'))];
    const files = [text, `${byIds.join()}\r\nback@example.com${',registered'.repeat(byIds.length - 1)}\r\n`];
    for (const [at, file] of files.entries()) {
      const job = await importFile(aws, { now: NOW }, `again-${at}.csv`, file);
      expect(job).toMatchObject({ status: 'done', counts: { read: 1, unchanged: 1 } });
      const others = job.columns?.map(({ meaning }) => meaning).filter((one) => one !== 'read-only');
      expect(others).toEqual(at === 0 ? ['email', 'status'] : ['email']);
    }
  });

  it('tells two of one name and date apart', async () => {
    const twin = await storedSession(aws.table, await eventOf(), { name: 'Spring' });
    const columns = [session, twin].map(({ id }) => exportField(`session:${id}.status`)!);
    const headings = await exportHeadings(aws.table, columns);
    expect(headings).toEqual([session, twin].map(({ id }) => `Spring, 2027-03-07 10:00:00: status (${id})`));
  });

  it.each([
    ['answers.garden', 'write session:<id>.answers.<field>'],
    ['answers.*', 'write session:<id>.answers.<field>'],
    ['session:SES.answers.shoe', 'The form of this session asks for garden, tool.'],
    ['session:SES.answers.__proto__', 'cannot be exported'],
  ])('says of %s what to ask for', async (name, message) => {
    const reply = await admin('POST /v1/exports', { json: { fields: [name.replace('SES', session.id)] } });
    expect(reply.status).toBe(422);
    expect(reply.json().errors[0].message).toContain(message);
  });

  const eventOf = async () => {
    return (await admin('GET /v1/events/{eventId}', { params: { eventId: session.eventId } })).json();
  };
});

describe('The delimiter of an export', () => {
  it.each([
    [{ delimiter: '|', locale: 'de' }, 'ru', '|'],
    [{ locale: 'ru' }, 'en', ';'],
    [{ locale: 'en' }, 'de', ','],
    [{}, 'de-AT,de;q=0.9,en;q=0.8', ';'],
    [{}, 'fr', ';'],
    [{}, 'en-US', ','],
    [{}, '*', ','],
    [{}, 'not a tag!', ','],
    [{}, undefined, ','],
  ])('is what spreadsheets of the reader take: %j, %s', async (json, language, delimiter) => {
    const headers = language === undefined ? {} : { 'accept-language': language };
    const reply = await admin('POST /v1/exports', { json: { ids: [], ...json }, headers });
    expect(reply.json().delimiter).toBe(delimiter);
  });
});

describe('Looking for people', () => {
  it.each([
    ['Ёлкин', 'елкин'],
    ['Елкин', 'Ёлкин'],
    ["O'Neil", 'O’Neil'],
    ['O’Neil', "o'neil"],
    ['D‘Arcy', 'd`arcy'],
    ['Anna‑Lena', 'anna-lena'],
    ['Семёнов-Тян‐Шанский', 'семенов-тян-шанский'],
    ['Müller', 'muller'],
    ['Wiśniewska-Łódź', 'wisniewska-lodz'],
    ['Παπαδόπουλος', 'παπαδοπουλος'],
  ])('finds %s by %s, in the free search and in filters', async (lastName, asked) => {
    const id = await added({ lastName });
    expect(await found({ q: asked })).toContain(id);
    expect(await found({ lastName: asked })).toContain(id);
    expect(await found({ 'lastName.contains': asked.slice(1) })).toContain(id);
  });

  it('finds people by their messenger, whichever field tells it', async () => {
    const number = randomBytes(4).readUInt32BE();
    const byChannel = await added({ channel: 'telegram', externalId: `@ann${number}` });
    const byName = await added({ firstName: 'Ben', messenger: 'Telegram' });
    const other = await added({ channel: 'whatsapp', externalId: `+4917${number}`, messenger: 'Cleo' });
    const ids = await found({ messenger: 'telegram' });
    expect(ids).toEqual(expect.arrayContaining([byChannel, byName]));
    expect(ids).not.toContain(other);
    expect(await found({ 'messenger.startsWith': 'cle' })).toEqual([other]);
  });
});

describe('Groups in a PATCH', () => {
  it('may be the list that a GET answers: it is what the person is in from then on', async () => {
    const group = async () => {
      const json = { name: `Group ${randomBytes(4).toString('hex')}` };
      return (await admin('POST /v1/groups', { json })).json().id as string;
    };
    const [one, two, three] = [await group(), await group(), await group()];
    const id = await added({ firstName: 'G', groups: [one, two] });
    const params = { participantId: id };
    const patch = (groups: unknown) =>
      admin('PATCH /v1/participants/{participantId}', { params, json: { groups } });
    const { groups } = (await admin('GET /v1/participants/{participantId}', { params })).json();
    expect((await patch(groups)).json().groups.sort()).toEqual([one, two].sort());
    expect((await patch([two, three])).json().groups.sort()).toEqual([two, three].sort());
    expect((await patch([])).json().groups).toEqual([]);
    expect((await patch({ add: [one] })).json().groups).toEqual([one]);
    expect(errorsOf(await patch([one, `grp_${'0'.repeat(32)}`]))).toEqual(['groups.1 unknown-group']);
  });
});

describe('What is wrong with an import', () => {
  it.each([
    [
      {
        columns: [
          { column: 'Mail', to: 'shoe' },
          { colum: 'x', to: 'email' },
        ],
        dateOrder: 'dmy',
      },
      ['mapping.columns.0.to', 'mapping.columns.1.colum', 'mapping.columns.1.column', 'mapping.dateOrder'],
    ],
    [{ columns: 'all' }, ['mapping.columns']],
    [{ heade: true, columns: [{ column: 'Mail', to: 'email' }] }, ['mapping.heade']],
  ])('is named at its place in a mapping: %j', async (mapping, fields) => {
    const reply = await admin('POST /v1/imports', { json: { text: 'Mail\na@example.com\n', mapping } });
    expect(reply.status).toBe(422);
    expect(errorsOf(reply).map((one) => one.split(' ')[0])).toEqual(fields);
  });

  it.each(['..', '.', ' .. ', 'gpj\u202Eexe.csv', 'a\u2066b.csv', 'a\u200Bb.csv', 'a/b.csv', 'a\\b.csv', ''])(
    'is its name %j, for exports as for imports',
    async (fileName) => {
      const file = await admin('POST /v1/imports', { json: { fileName } });
      expect(errorsOf(file).map((one) => one.split(' ')[0])).toContain('fileName');
      const outgoing = await admin('POST /v1/exports', { json: { fileName } });
      expect(errorsOf(outgoing).map((one) => one.split(' ')[0])).toContain('fileName');
    },
  );

  it.each(['people.csv', 'Gäste 👨‍👩‍👧.csv', '.hidden.csv', 'می‌خواهم.csv'])(
    'is not a name like %s',
    async (fileName) => {
      expect((await admin('POST /v1/imports', { json: { fileName } })).status).toBe(201);
    },
  );
});
