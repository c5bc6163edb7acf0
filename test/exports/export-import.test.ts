import { randomBytes } from 'node:crypto';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as XLSX from '@e965/xlsx';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ExportJob, ExportRequest } from '../../shared/exports/domain/export-job.ts';
import {
  participantIdInChannel,
  participantIdOf,
  randomParticipantId,
} from '../../shared/people/domain/identity.ts';
import { newId } from '../../shared/platform/values/ids.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { PersonDraft } from '../../shared/people/domain/person-change.ts';
import { beginExport } from '../../shared/exports/usecases/begin-export.ts';
import { addPerson } from '../../shared/people/usecases/add-person.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import { findOrCreateGroup } from '../../shared/groups/table/group-items.ts';
import { insertParticipants } from '../../shared/people/table/insert-participants.ts';
import { getParticipants } from '../../shared/people/table/participant-items.ts';
import { createVariable } from '../../shared/variables/table/variable-items.ts';
import { NOW, planDeps, post, storedEvent, storedSession, testAct } from '../support/factories.ts';
import { useJobs } from '../support/use-jobs.ts';
import { mortal } from '../support/mortal.ts';
import { identityKey, jobDeps, runToEnd } from '../support/run-jobs.ts';
import { rounds, someOf } from '../support/rounds.ts';

const { aws, clock, importFile, exportAll, finish } = useJobs();
const groupIds: string[] = [];
const groupNames = ['Webinar; 2027', String.raw`back\slash`, 'Друзья'];

beforeAll(async () => {
  const { table } = aws;
  const createdAt = '2027-01-01T00:00:00.000Z';
  for (const name of groupNames) {
    const id = newId('grp', NOW, planDeps(table).random);
    groupIds.push((await findOrCreateGroup(table, { id, name, createdAt, version: 1 })).id);
  }
  for (const type of ['text', 'number', 'boolean', 'date'] as const)
    await createVariable(table, { name: `${type}Field`, type, label: `A ${type}`, createdAt, version: 1 });
  await createVariable(table, { name: 'labels', type: 'text', label: 'Labels', createdAt, version: 1 });
});

async function exportBytes(request: Record<string, unknown>): Promise<{ job: ExportJob; bytes: Buffer }> {
  const { id } = await beginExport(planDeps(aws.table), ExportRequest.parse(request), 'test');
  const job = ExportJob.parse(await finish(id));
  expect(job).toMatchObject({ status: 'done' });
  return { job, bytes: await readBytes(job.key) };
}
async function readBytes(key: string): Promise<Buffer> {
  const answer = await aws.exports.client.send(
    new GetObjectCommand({ Bucket: aws.exports.bucket, Key: key }),
  );
  return Buffer.from(await answer.Body!.transformToByteArray());
}
const lines = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');

/** Texts that windows-1252 holds too, and that a person's name may be. */
const text = (max: number) =>
  fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...'aZ ,;|"\'=+-@_xé€ß0.'.match(/./gu)!), maxLength: max }),
      fc.constantFrom(
        '=1+1',
        '+49 170 1',
        "'=x",
        "''@",
        '-',
        '"',
        'a;b,c|d',
        '＝2'.slice(1),
        '_x0041_',
        '007',
        '1.234',
        'true',
        'null',
        '#N/A',
        '46467',
      ),
    )
    .map((one) => one.trim())
    .filter((one) => one !== '');
const person = fc.record(
  {
    firstName: text(12),
    lastName: text(12),
    phone: text(12),
    company: text(20),
    locale: fc.constantFrom('en' as const, 'de' as const, 'fr' as const, 'ru' as const),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York'),
    messenger: fc.oneof(text(12), fc.constantFrom('@ann_lee', 'Ann Lee')),
    profileUrl: fc.constantFrom('https://t.me/ann_lee', 'https://people.example/ann?a=1&b=2'),
    avatarUrl: fc.constant('https://people.example/ann.png'),
    utm: fc.record(
      { source: text(9), campaign: text(9), term: text(9), content: text(9) },
      { requiredKeys: [] },
    ),
    variables: fc.record(
      {
        textField: fc.oneof(text(20), fc.constantFrom('two\nlines', 'tab\there', '2027-03-21')),
        numberField: fc.oneof(
          fc.integer(),
          fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((n) => Number(n.toFixed(3))),
          fc.constantFrom(1.234, -12.345, 0.1, 9007199254740991, 1e-7, 1234567.891),
        ),
        booleanField: fc.boolean(),
        dateField: fc
          .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
          .map((day) => day.toISOString().slice(0, 10)),
      },
      { requiredKeys: [] },
    ),
    groups: fc.uniqueArray(fc.constantFrom(0, 1), { minLength: 1 }),
    consent: fc.record(
      { at: fc.constant('2026-05-01T10:00:00Z'), source: text(9), ip: fc.constant('2001:db8::1') },
      { requiredKeys: [] },
    ),
    optedOutAt: fc.constant('2026-06-01T10:00:00.000Z'),
    firstSeenAt: fc.constant('2026-07-01T10:00:00.000Z'),
    by: fc.constantFrom('channel', 'name'),
  },
  { requiredKeys: [] },
);

let run = 0;
/** Puts people into the table as they are, without an import. */
async function store(drafts: Record<string, unknown>[]): Promise<string[]> {
  run += 1;
  const people = drafts.map(({ by, groups, ...draft }, n): Participant => {
    const externalId = `${run}-${n}`;
    const email = `round${externalId}@example.com`;
    const who =
      by === 'channel'
        ? { id: participantIdInChannel(identityKey, 'telegram', externalId), channel: 'telegram', externalId }
        : by === 'name'
          ? { id: randomParticipantId(randomBytes) }
          : { id: participantIdOf(identityKey, email), email };
    return {
      source: 'manual',
      createdAt: '2026-01-01T00:00:00.000Z',
      version: 1,
      ...draft,
      ...who,
      ...(groups !== undefined && { groups: new Set((groups as number[]).map((at) => groupIds[at]!)) }),
    };
  });
  for (let at = 0; at < people.length; at += 25)
    await insertParticipants(aws.table, people.slice(at, at + 25));
  return people.map(({ id }) => id);
}

const forms = [
  ...[',', ';', '\t', '|'].map((delimiter) => ({ format: 'csv', delimiter, encoding: 'utf-8-bom' })),
  ...['utf-8', 'utf-16le', 'windows-1252'].map((encoding) => ({ format: 'csv', delimiter: ';', encoding })),
  { format: 'xlsx' },
];

describe('What an export writes', () => {
  it.each(forms)('imports again with nothing changed: $format $delimiter $encoding', async (form) => {
    const table = fc.array(person, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('iso', 'excel'), async (drafts, dateFormat) => {
        const ids = await store(drafts);
        const before = await getParticipants(aws.table, ids);
        const fields = (await exportAll({ ids: [ids[0]!] })).job.fields;
        for (const name of ['messenger', 'profileUrl', 'avatarUrl', 'utm.term', 'utm.content'])
          expect(fields).toContain(name);
        const all = [...fields, 'consentAt', 'consentSource', 'consentIp', 'labels', 'firstSeenAt'];
        const { job, bytes } = await exportBytes({
          ids,
          ...form,
          dateFormat,
          timeZone: 'Asia/Kolkata',
          fields: all,
        });
        expect(job).toMatchObject({ rows: ids.length, replaced: 0 });
        const back = await importFile(`back-${run}.${form.format}`, bytes);
        expect(back).toMatchObject({
          status: 'done',
          counts: {
            read: ids.length,
            created: 0,
            updated: 0,
            unchanged: ids.length,
            skipped: 0,
            failed: 0,
          },
        });
        expect(await getParticipants(aws.table, ids)).toEqual(before);
      }),
      { seed: 11, numRuns: rounds(6), endOnFailure: true },
    );
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['lines ended as on Windows', { variables: { textField: 'two\r\nlines' } }, { format: 'xlsx' }],
    ['lines ended as once on a Mac', { variables: { textField: 'two\rlines' } }, { format: 'xlsx' }],
    ['blanks around a text', { variables: { textField: ' padded ' } }, {}],
    ['letters in parts', { variables: { textField: 'e\u0301' } }, {}],
    ['tags with blanks and in parts', { utm: { source: ' vk ', medium: 'e\u0301' } }, {}],
    ['a time zone as it is not written', { timeZone: 'europe/berlin' }, {}],
    ['a link for a name', { channel: 'telegram', externalId: 'https://t.me/back_lee' }, {}],
    ['a variable called labels', { variables: { labels: 'mine' } }, { fields: ['email', 'labels'] }],
    [
      'an id without its channel',
      { channel: 'vk', externalId: '77' },
      { fields: ['email', 'externalId', 'lastName'] },
    ],
  ])('imports again with nothing changed when it was entered with %s', async (_, draft, request) => {
    run += 1;
    const deps = { ...planDeps(aws.table), identityKey };
    const given = PersonDraft.parse({ email: `entered${run}@example.com`, ...draft });
    const { id } = await addPerson(deps, given, 'api', testAct);
    const { job, bytes } = await exportBytes({ ids: [id], ...request });
    const before = await getParticipants(aws.table, [id]);
    const back = await importFile(`entered-${run}.${job.format}`, bytes);
    expect(back).toMatchObject({ status: 'done', counts: { read: 1, unchanged: 1 } });
    expect(await getParticipants(aws.table, [id])).toEqual(before);
  });

  it('has the chosen fields in the chosen order, for the chosen people', async () => {
    const [first, , third] = await store([
      { firstName: 'Ann', groups: [0, 1], variables: { numberField: 1.234 }, utm: { term: 'x' } },
      { firstName: 'Bob' },
      { firstName: 'Cyd', by: 'channel' },
    ]);
    const fields = [
      'inviteType',
      'variables.numberField',
      'groups',
      'firstName',
      'utm.term',
      'labels',
      'status',
    ];
    const { text } = await exportAll({ ids: [first!, third!], fields });
    const [header, ...rows] = lines(text);
    expect(header).toBe(fields.join(','));
    expect(rows.map(sortGroups).toSorted()).toEqual([
      String.raw`email,1.2340,"Webinar\; 2027; back\\slash",Ann,x,added-by-hand,active`,
      'link,,,Cyd,,"added-by-hand; no-email",active',
    ]);
  });

  it('tells of sessions who was registered, and says unknown where attendance is unknown', async () => {
    const event = await storedEvent(aws.table);
    const session = await storedSession(aws.table, event);
    const email = 'comes@example.com';
    await register(
      { ...planDeps(aws.table), identityKey },
      { event, request: post({ email, sessionIds: [session.id] }) },
    );
    const [other] = await store([{}]);
    const ids = [participantIdOf(identityKey, email), other!];
    const fields = [
      'email',
      ...['status', 'registered', 'attendance'].map((part) => `session:${session.id}.${part}`),
    ];
    const { text } = await exportAll({ ids, fields });
    expect(lines(text).slice(1).toSorted()).toEqual([
      `${email},registered,true,unknown`,
      `round${run}-0@example.com,,,`,
    ]);
  });

  it('counts the characters that the encoding lacks', async () => {
    const ids = await store([{ firstName: 'Иван', lastName: 'Zoë' }]);
    const { job, bytes } = await exportBytes({
      ids,
      fields: ['firstName', 'lastName'],
      encoding: 'windows-1252',
    });
    expect(bytes.toString('latin1')).toBe('firstName,lastName\r\n????,Zo\xeb\r\n');
    expect(job.replaced).toBe(4);
  });

  it('is shown in the zone and the order of dates asked for', async () => {
    const ids = await store([{ variables: { dateField: '2027-03-21' } }]);
    const fields = ['createdAt', 'variables.dateField'];
    const { text } = await exportAll({
      ids,
      fields,
      dateFormat: 'day-first',
      timeZone: 'Europe/Berlin',
    });
    expect(lines(text)[1]).toBe('01.01.2026 01:00:00,21.03.2027');
  });

  it('as a workbook is what another reader finds too, without a formula', async () => {
    const ids = await store([
      { firstName: '=1+1', lastName: '007', phone: '+49 170', variables: { numberField: 12.5 } },
    ]);
    const fields = ['firstName', 'lastName', 'phone', 'variables.numberField'];
    const { bytes } = await exportBytes({ ids, fields, format: 'xlsx' });
    const sheet = XLSX.read(bytes, { cellFormula: true }).Sheets['Participants']!;
    expect(XLSX.utils.sheet_to_json(sheet, { header: 1 })).toEqual([
      fields,
      ['=1+1', '007', '+49 170', 12.5],
    ]);
    expect(Object.values(sheet).some((cell) => cell.f !== undefined)).toBe(false);
  });

  it.each([
    [{ fields: ['email', 'shoeSize'] }, /shoeSize/],
    [{ fields: ['variables.none'] }, /variables\.none.*no such variable/],
    [{ fields: ['variables.__proto__'] }, /__proto__/],
    [{ fields: ['constructor'] }, /constructor/],
    [{ fields: [`session:ses_${'0'.repeat(32)}.status`] }, /no such session/],
    [{ fields: ['email', 'email'] }, /twice/],
    [{ timeZone: 'Europe/Nowhere' }, /IANA/],
    [{ filter: { field: 'shoeSize', op: 'eq', value: '1' } }, /filter/],
  ])('is refused by name: %j', async (request, says) => {
    await expect(beginExport(planDeps(aws.table), ExportRequest.parse(request), 'test')).rejects.toThrow(
      says,
    );
  });

  it('as a workbook is whole also when its workers die', async () => {
    const ids = await store(Array.from({ length: 300 }, (_, n) => ({ firstName: `Ann ${n}` })));
    for (const atCall of someOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 3)) {
      const { id } = await beginExport(
        planDeps(aws.table),
        ExportRequest.parse({ ids, format: 'xlsx' }),
        'test',
      );
      let dead = false;
      const deps = () => {
        const base = jobDeps(aws, clock);
        if (dead) return base;
        dead = true;
        return {
          ...base,
          exports: {
            ...aws.exports,
            client: mortal(aws.exports.client, Math.ceil(atCall / 2), atCall % 2 === 0),
          },
        };
      };
      const job = ExportJob.parse(await runToEnd(deps, clock, id));
      const [sheet] = Object.values(XLSX.read(await readBytes(job.key)).Sheets);
      expect(XLSX.utils.sheet_to_json(sheet!)).toHaveLength(300);
      expect(job).toMatchObject({ status: 'done', rows: 300 });
    }
  });
});

/** Groups stand in no order. */
const sortGroups = (row: string) =>
  row.replace(/"(back.*); (Webinar.*?)"/, (_, one: string, two: string) => `"${two}; ${one}"`);
