import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetXml, workbookOf, workbookParts } from '../../support/workbooks.ts';
import { zipFast } from '../../support/zip-fast.ts';

const script = fileURLToPath(new URL('../../support/processes/open-workbook-process.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  outcome: string;
  message: string;
  cpuMs: number;
  megabytes: number;
}

/** Reads it in a process of its own: what it does to the memory is then all its own. */
async function outcomeOf(bytes: Uint8Array): Promise<Outcome> {
  const file = join(folder, `${randomBytes(8).toString('hex')}.xlsx`);
  await writeFile(file, bytes);
  const { stdout } = await promisify(execFile)(execPath, ['--max-old-space-size=200', script, file], {
    env: { ...env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  return JSON.parse(stdout) as Outcome;
}

const row = (cells: string) => `<row r="1">${cells}</row>`;
const text = (value: string) => `<is><t>${value}</t></is>`;
const ok = row(`<c r="A1" t="inlineStr">${text('email')}</c>`);
/** Text that packs badly, so that no ratio gives it away. */
const most = randomBytes(50 * 500_000).toString('hex');
const noise = (megabytes: number) => most.slice(0, megabytes * 1_000_000);
const withSheet = (xml: string): Uint8Array => zipFast(workbookParts({ sheets: { People: xml } }));

/** Changes the zip's bytes at each place where a header with this signature begins. */
function spoil(zip: Uint8Array, signature: number, change: (view: DataView, at: number) => void): Uint8Array {
  const spoilt = Uint8Array.from(zip);
  const view = new DataView(spoilt.buffer);
  for (let at = 0; at < spoilt.length - 46; at += 1)
    if (view.getUint32(at, true) === signature) change(view, at);
  return spoilt;
}
const DIRECTORY = 0x02014b50;

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
  { length: 9 },
  (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n === 0 ? '' : n};`.repeat(10)}">`,
).join('')}]>`;

const hostile: [name: string, bytes: () => Uint8Array, code: string, says: RegExp][] = [
  [
    'a sheet of 300 MB of blanks',
    () => withSheet(sheetXml(ok).replace('</sheetData>', `</sheetData>${' '.repeat(300_000_000)}`)),
    'workbook-too-large',
    /times its size/,
  ],
  [
    'a sheet that is larger than its directory says',
    () => {
      const zip = withSheet(sheetXml(ok + `<row r="2"><c r="A2"><v>1</v></c></row>`));
      return spoil(zip, DIRECTORY, (view, at) => {
        const size = view.getUint32(at + 24, true);
        view.setUint32(at + 24, Math.floor(size / 2), true);
      });
    },
    'workbook-damaged',
    /zip structure/,
  ],
  [
    'parts that say they are terabytes',
    () =>
      spoil(workbookOf({ sheets: { People: ok } }), DIRECTORY, (view, at) => {
        view.setUint32(at + 24, 0xfffffff0, true);
      }),
    'workbook-suspicious',
    /times its size/,
  ],
  [
    'a last cell far away',
    () => workbookOf({ sheets: { People: `${ok}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` } }),
    'workbook-too-large',
    /column 16384/,
  ],
  [
    'a cell beyond the last',
    () => workbookOf({ sheets: { People: row('<c r="ZZZZ1"><v>1</v></c>') } }),
    'workbook-damaged',
    /no cell/,
  ],
  [
    'a row beyond the last',
    () => workbookOf({ sheets: { People: '<row r="1048577"><c r="A1048577"><v>1</v></c></row>' } }),
    'workbook-damaged',
    /row 1048577/,
  ],
  [
    '100,000 columns',
    () =>
      workbookOf({
        sheets: {
          People: row(
            Array.from({ length: 100_000 }, (_, n) => `<c><v>${(n * 7919) % 999_983}</v></c>`).join(''),
          ),
        },
      }),
    'workbook-too-large',
    /column 1001/,
  ],
  [
    'a cell of 50 MB',
    () => withSheet(sheetXml(row(`<c r="A1" t="inlineStr">${text(noise(50))}</c>`))),
    'workbook-suspicious',
    /characters/,
  ],
  [
    'a cell of 50 MB in runs',
    () => {
      const run = `<r><t>${noise(1)}</t></r>`;
      return withSheet(sheetXml(row(`<c r="A1" t="inlineStr"><is>${run.repeat(50)}</is></c>`)));
    },
    'workbook-suspicious',
    /characters/,
  ],
  [
    'a shared text of 50 MB',
    () => zipFast(workbookParts({ sheets: { People: ok }, strings: `<si><t>${noise(50)}</t></si>` })),
    'workbook-suspicious',
    /characters/,
  ],
  [
    'a tag of 50 MB',
    () => withSheet(sheetXml(row(`<c r="A1" x="${noise(50)}"><v>1</v></c>`))),
    'workbook-suspicious',
    /endless/,
  ],
  [
    'a description of 50 MB',
    () =>
      zipFast({
        ...workbookParts({ sheets: { People: ok } }),
        'xl/styles.xml': strToU8(`<styleSheet>${noise(50)}</styleSheet>`),
      }),
    'workbook-too-large',
    /description/,
  ],
  [
    'a billion laughs',
    () => workbookOf({ sheets: { People: `${laughs}<worksheet><sheetData>&lol9;</sheetData></worksheet>` } }),
    'workbook-suspicious',
    /entities/,
  ],
  [
    'an outer entity',
    () =>
      workbookOf({
        sheets: {
          People: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet/>',
        },
      }),
    'workbook-suspicious',
    /entities/,
  ],
  [
    'a web page by another name',
    () => strToU8('<html><table><tr><td>email</td></tr></table></html>'),
    'not-a-workbook',
    /whatever its name/,
  ],
  ['nothing', () => new Uint8Array(), 'not-a-workbook', /whatever its name/],
  [
    'half a workbook',
    () => {
      const zip = withSheet(sheetXml(ok));
      return zip.subarray(0, zip.length / 2);
    },
    'workbook-damaged',
    /zip structure/,
  ],
  [
    'a sheet that ends early',
    () => workbookOf({ sheets: { People: '<?xml version="1.0"?><worksheet><sheetData><row>' } }),
    'workbook-damaged',
    /too early/,
  ],
  [
    'a sheet in no UTF-8',
    () =>
      zipSync({
        ...workbookParts({ sheets: { People: ok } }),
        'xl/worksheets/sheet1.xml': Uint8Array.of(60, 0xff, 0xfe, 62),
      }),
    'workbook-damaged',
    /UTF-8/,
  ],
  [
    'rows out of order',
    () => workbookOf({ sheets: { People: '<row r="2"/><row r="1"/>' } }),
    'workbook-damaged',
    /row 1 /,
  ],
  [
    '201 parts',
    () => workbookOf({ sheets: { People: ok }, more: many(201) }),
    'workbook-suspicious',
    /parts/,
  ],
  [
    '60,000 parts',
    () => zipFast(workbookParts({ sheets: { People: ok }, more: many(60_000) })),
    'workbook-suspicious',
    /parts/,
  ],
  [
    'parts that overlap',
    () =>
      spoil(workbookOf({ sheets: { People: ok } }), DIRECTORY, (view, at) => {
        view.setUint32(at + 42, 0, true);
      }),
    'workbook-suspicious',
    /overlap/,
  ],
  [
    'the same part twice',
    () => {
      const parts = workbookParts({ sheets: { People: ok } });
      return zipSync({ ...parts, 'XL/worksheets/sheet1.xml': parts['xl/worksheets/sheet1.xml']! });
    },
    'workbook-suspicious',
    /twice/,
  ],
  [
    'a part with a password',
    () =>
      spoil(workbookOf({ sheets: { People: ok } }), DIRECTORY, (view, at) => {
        view.setUint16(at + 8, 1, true);
      }),
    'workbook-encrypted',
    /password/,
  ],
  [
    'a workbook with a password',
    () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(2000),
        Buffer.from('EncryptedPackage', 'utf16le'),
        Buffer.alloc(2000),
      ]),
    'workbook-encrypted',
    /password/,
  ],
  [
    'an old workbook',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4000)]),
    'not-a-workbook',
    /XLS\)/,
  ],
  ['a zip of something else', () => zipSync({ 'people.csv': strToU8('email\n') }), 'not-a-workbook', /ZIP/],
  [
    'a workbook within a zip',
    () => zipSync({ 'people.xlsx': workbookOf({ sheets: { People: ok } }) }),
    'not-a-workbook',
    /ZIP/,
  ],
  [
    'no visible sheet',
    () => workbookOf({ sheets: { People: ok }, hidden: ['People'] }),
    'workbook-damaged',
    /visible/,
  ],
];

function many(parts: number): Record<string, Uint8Array> {
  return Object.fromEntries(
    Array.from({ length: parts }, (_, n) => [`xl/media/${n}.png`, new Uint8Array(1)]),
  );
}

describe('A hostile workbook', () => {
  it.each(hostile)('is refused within 2 s of the processor and 256 MB: %s', async (_, bytes, code, says) => {
    const found = await outcomeOf(bytes());
    expect(found).toMatchObject({ outcome: code, message: expect.stringMatching(says) });
    expect(found.cpuMs).toBeLessThan(2000);
    expect(found.megabytes).toBeLessThan(256);
  });

  it('is told from an honest one that is as large', async () => {
    const cells = (n: number) =>
      `<c r="A${n}" t="inlineStr">${text(`person${n}@example.com`)}</c><c r="B${n}"><v>${n}</v></c>`;
    const rows = Array.from({ length: 60_000 }, (_, n) => `<row r="${n + 1}">${cells(n + 1)}</row>`).join('');
    expect(await outcomeOf(workbookOf({ sheets: { People: rows } }))).toMatchObject({ outcome: 'read' });
    const far = workbookOf({
      sheets: { People: `${ok}<row r="1048576"><c r="A1048576"><v>1</v></c></row>` },
    });
    expect(await outcomeOf(far)).toMatchObject({ outcome: 'read' });
  });
});
