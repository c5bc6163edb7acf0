import { PutObjectCommand } from '@aws-sdk/client-s3';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { encodeText, encodingMark } from '../../shared/platform/csv/encode-text.ts';
import { createCsvWriter } from '../../shared/platform/csv/write-records.ts';
import type { OutputEncoding } from '../../shared/platform/values/csv-dialect.ts';
import type { BodyTo } from '../support/api/typed-call.ts';
import { useTestCloud } from '../support/use-test-cloud.ts';
import { workbookOf } from '../support/workbooks.ts';
import { someOf } from '../support/rounds.ts';

const cloud = useTestCloud();

async function imported(name: string, body: Uint8Array) {
  const Key = `imports/${name}`;
  await cloud.s3.send(new PutObjectCommand({ Bucket: cloud.buckets.imports, Key, Body: body }));
  await cloud.settle();
  const { items } = await cloud.call('GET', `/v1/imports?key=${encodeURIComponent(Key)}`);
  return cloud.call('GET', `/v1/imports/${items[0]!.id}`);
}

async function exported(request: BodyTo<'POST', '/v1/exports'>) {
  const { id } = await cloud.call('POST', '/v1/exports', request);
  await cloud.settle();
  const done = await cloud.call('GET', `/v1/exports/${id}`);
  expect(done).toMatchObject({ status: 'done', progress: 1 });
  const answer = await fetch(done.url!);
  return { done, answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

const header = ['email', 'first name', 'last name', 'phone', 'company'];
/** Western letters only, which every one of the encodings but windows-1251 has; Cyrillic ones for that. */
const western = Array.from({ length: 60 }, (_, n) => [
  `west${n}@example.com`,
  n % 3 === 0 ? 'Zoë' : `Jürgen ${n}`,
  n % 4 === 0 ? 'a;b,c|d "e"' : 'Müller',
  `+49 170 ${n}`,
  n % 5 === 0 ? '=1+1' : '007',
]);
const eastern = Array.from({ length: 60 }, (_, n) => [
  `east${n}@example.com`,
  'Иван',
  `Ёлкин ${n}`,
  `8 (912) ${n}`,
  'ООО «Вебинар»',
]);

function csvOf(
  rows: string[][],
  delimiter: ',' | ';' | '\t' | '|',
  encoding: OutputEncoding | 'utf-16be',
): Buffer {
  const csv = createCsvWriter({ delimiter, bom: false, lineEnding: '\r\n' });
  const form = encoding === 'utf-16be' ? 'utf-16le' : encoding;
  const bytes = Buffer.concat([
    encodingMark(form),
    encodeText(csv.header(header) + csv.rows(rows), form).bytes,
  ]);
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function xlsxOf(rows: unknown[][]): Buffer {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'People');
  return XLSX.write(book, { type: 'buffer', bookSST: true, compression: true }) as Buffer;
}

const tables = { western, eastern };

describe('The same table of people', () => {
  it.each([
    ['western', ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252']],
    ['eastern', ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1251']],
  ] as const)('imports to the same items in every form: %s', async (name, encodings) => {
    const rows = tables[name];
    const first = await imported(`${name}.xlsx`, xlsxOf([header, ...rows]));
    expect(first).toMatchObject({
      status: 'done',
      sheet: 'People',
      counts: { read: 60, created: 60, failed: 0 },
    });
    const forms = encodings.flatMap((encoding) =>
      ([',', ';', '\t', '|'] as const).map((delimiter) => ({ encoding, delimiter })),
    );
    // A step of 5 meets every encoding and every delimiter.
    for (const { encoding, delimiter } of someOf(forms, 5)) {
      const file = `${name}-${encoding}-${delimiter.charCodeAt(0)}.csv`;
      const { status, counts } = await imported(file, csvOf(rows, delimiter, encoding));
      expect({ file, status, counts }).toMatchObject({
        file,
        status: 'done',
        counts: { read: 60, unchanged: 60 },
      });
    }
  });
});

describe('An organizer', () => {
  const starts = { field: 'email', op: 'startsWith' as const, value: 'east1' };

  it('exports who is in a filter, as a workbook that another program opens', async () => {
    const fields = ['email', 'lastName', 'phone', 'status'];
    const { done, bytes, answer } = await exported({
      filter: starts,
      fields,
      format: 'xlsx',
      fileName: 'Гости 2027',
    });
    expect(done).toMatchObject({
      rows: 11,
      fields,
      format: 'xlsx',
      fileName: 'Гости 2027.xlsx',
      filter: starts,
    });
    expect(answer.headers.get('content-type')).toContain('spreadsheetml.sheet');
    const rows: string[][] = XLSX.utils.sheet_to_json(XLSX.read(bytes).Sheets['Participants']!, {
      header: 1,
    });
    expect(rows[0]).toEqual(fields);
    expect(
      rows
        .slice(1)
        .map(([email]) => email)
        .toSorted(),
    ).toEqual(
      eastern
        .map(([email]) => email!)
        .filter((email) => email.startsWith('east1'))
        .toSorted(),
    );
    expect(rows[1]).toEqual([
      rows[1]![0],
      expect.stringMatching(/^Ёлкин 1/),
      expect.stringMatching(/^8 \(912\) 1/),
      'active',
    ]);
    expect(await imported('back.xlsx', bytes)).toMatchObject({
      status: 'done',
      counts: { read: 11, unchanged: 11 },
    });
  });

  it('exports chosen people, or all but some, as CSV in the encoding of an old program', async () => {
    const { items } = await cloud.call('GET', '/v1/participants?limit=3');
    const ids = items.map(({ id }) => id);
    const chosen = await exported({
      ids,
      fields: ['id', 'firstName'],
      delimiter: ';',
      encoding: 'windows-1251',
    });
    expect(chosen.bytes.toString('latin1').split('\r\n')).toHaveLength(5);
    expect(ids.every((id) => chosen.bytes.includes(id))).toBe(true);
    expect(chosen.done).toMatchObject({
      rows: 3,
      ids: 3,
      encoding: 'windows-1251',
      replaced: expect.any(Number),
    });
    const rest = await exported({ all: true, exclude: ids, fields: ['id'] });
    expect(rest.done).toMatchObject({ rows: 117 });
    expect(ids.some((id) => rest.bytes.includes(id))).toBe(false);
  });

  it('hears what cannot be exported, by name', async () => {
    const refused = (request: unknown) => expect(cloud.callAnyhow('POST', '/v1/exports', request)).rejects;
    await refused({ fields: ['email', 'shoeSize'] }).toThrow(/422.*shoeSize/s);
    await refused({ timeZone: 'Mars/Olympus' }).toThrow(/422.*timeZone/s);
    await refused({ filter: { field: 'shoeSize', op: 'eq', value: '1' } }).toThrow(/422.*shoeSize/s);
    await refused({ ids: [], all: true }).toThrow(/422.*ids/s);
    await refused({ format: 'pdf' }).toThrow(/422.*format/s);
    await refused({ fileName: '../x' }).toThrow(/422.*fileName/s);
  });

  it('hears what is wrong with a workbook', async () => {
    const bomb = workbookOf({ sheets: { People: `<row r="1"><c r="A1"/></row>${' '.repeat(5_000_000)}` } });
    expect(await imported('bomb.xlsx', bomb)).toMatchObject({
      status: 'failed',
      reason: 'empty',
    });
  });

  it('is never refused by the permissions of a function', async () => {
    expect((await cloud.local('log'))['refusals']).toEqual([]);
  });
});
