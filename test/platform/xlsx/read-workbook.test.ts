import * as XLSX from '@e965/xlsx';
import * as fc from 'fast-check';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../shared/platform/xlsx/open-workbook.ts';
import { TextTable } from '../../../shared/platform/xlsx/read-strings.ts';
import { writeWorkbook } from '../../../shared/platform/xlsx/write-workbook.ts';
import { inTurn, readWorkbook, sourceOf, workbookOf, workbookParts } from '../../support/workbooks.ts';
import { zipFast } from '../../support/zip-fast.ts';
import { rounds } from '../../support/rounds.ts';

const cellsOf = async (bytes: Uint8Array) => (await readWorkbook(bytes)).rows.map(({ cells }) => cells);
const one = async (cell: string, more: Partial<Parameters<typeof workbookOf>[0]> = {}) =>
  (await cellsOf(workbookOf({ sheets: { People: `<row r="1">${cell}</row>` }, ...more })))[0]?.[0];

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describe('A cell of a workbook', () => {
  it.each([
    ['a number without binary noise', '<c r="A1"><v>0.30000000000000004</v></c>', '0.3'],
    ['a phone number typed as a number', '<c r="A1"><v>491701234567890</v></c>', '491701234567890'],
    ['a number in exponent form', '<c r="A1"><v>4.91701234567E+11</v></c>', '491701234567'],
    ['a number that was cut, as such', '<c r="A1"><v>1.9143100000101e18</v></c>', '1.9143100000101E+18'],
    [
      'an id of 19 digits as it is written',
      '<c r="A1"><v>1914310000010100016</v></c>',
      '1914310000010100016',
    ],
    ['a long id that begins with minus', '<c r="A1"><v>-1001234567890123</v></c>', '-1001234567890123'],
    ['three decimals, not to be taken for thousands', '<c r="A1"><v>1.234</v></c>', '1.2340'],
    ['nothing as zero', '<c r="A1"><v>-0</v></c>', '0'],
    ['true', '<c r="A1" t="b"><v>1</v></c>', 'true'],
    ['false', '<c r="A1" t="b"><v>0</v></c>', 'false'],
    ['a fault', '<c r="A1" t="e"><v>#N/A</v></c>', '#N/A'],
    ['the kept value of a formula', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>Ann x</v></c>', 'Ann x'],
    ['the kept number of a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
    ['leading zeros of a text', '<c r="A1" t="inlineStr"><is><t>00420</t></is></c>', '00420'],
    [
      'rich text',
      '<c r="A1" t="inlineStr"><is><r><t>An</t></r><r><rPr><b/></rPr><t>na</t></r></is></c>',
      'Anna',
    ],
    [
      'entities',
      '<c r="A1" t="inlineStr"><is><t>M&#252;ller &amp; S&#xF6;hne &lt;3</t></is></c>',
      'Müller & Söhne <3',
    ],
    ['escaped signs', '<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', 'a\rb_x0041_'],
    ['character data', '<c r="A1" t="inlineStr"><is><t><![CDATA[a < b & c]]></t></is></c>', 'a < b & c'],
    ['a written date', '<c r="A1" t="d"><v>2027-03-21</v></c>', '2027-03-21'],
    [
      'other quotes and blanks',
      `<c r = 'A1'  t = 'inlineStr' ><is ><t xml:space='preserve' > x</t ></is></c >`,
      ' x',
    ],
  ])('is read: %s', async (_, cell, text) => {
    expect(await one(cell)).toBe(text);
  });

  it.each([
    ['yyyy-mm-dd', '46467', false, '2027-03-21'],
    ['dd/mm/yy h:mm', '46467.5', false, '2027-03-21T12:00:00'],
    ['[$-409]d-mmm-yy', '46467.999988425924', false, '2027-03-21T23:59:59'],
    ['yyyy-mm-dd', '45005', true, '2027-03-21'],
    ['h:mm', '0.75', false, '18:00:00'],
    ['0.00', '46467', false, '46467'],
    ['"day" 0', '46467', false, '46467'],
  ])(
    'of format %s holding %s is a date only if it is shown as one',
    async (format, serial, date1904, text) => {
      expect(await one(`<c r="A1" s="0"><v>${serial}</v></c>`, { formats: [format], date1904 })).toBe(text);
    },
  );

  it.each([
    ['00000000000', '1711234567', '01711234567'],
    ['\\+0', '491711234567', '+491711234567'],
    ['"+"0', '491711234567', '+491711234567'],
    ['\\+##\\ ###\\ #######', '491711234567', '+49 171 1234567'],
    ['[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '5551234567', '(555) 123-4567'],
    ['00000', '1234', '01234'],
    ['000\\-00\\-0000', '123456789', '123-45-6789'],
    ['"KD-"00000', '42', 'KD-00042'],
    ['\\#0000', '12', '#0012'],
    ['[Red]00000', '12', '00012'],
    ['00\\.00\\.00', '120390', '12.03.90'],
    ['#,##0', '1234', '1234'],
    ['"EUR "0', '42', '42'],
    ['0.00', '12.5', '12.5'],
    ['0 "kg"', '12', '12'],
    ['\\+0', '-5', '-5'],
    ['\\+0', '1914310000010100016', '1914310000010100016'],
  ])(
    'of format %s holding %s has its digits as they are shown, and no units',
    async (format, number, text) => {
      expect(await one(`<c r="A1" s="0"><v>${number}</v></c>`, { formats: [format] })).toBe(text);
    },
  );

  it('points to a text, whose readings of Asian signs are left out', async () => {
    const strings =
      '<si><t>zero</t></si><si><r><t>東</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t/></si>';
    expect(await one('<c r="A1" t="s"><v>1</v></c>', { strings })).toBe('東京');
    await expect(one('<c r="A1" t="s"><v>3</v></c>', { strings })).rejects.toThrow(/text that is not there/);
  });

  it('stands where its place says, whatever is missing before it', async () => {
    const rows =
      '<row r="3"><c r="C3"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row><row r="9"><c r="A9" s="0"/></row>';
    const { rows: found } = await readWorkbook(workbookOf({ sheets: { People: rows } }));
    expect(found).toEqual([
      { number: 3, cells: ['', '', '3', '4'] },
      { number: 4, cells: ['5'] },
    ]);
  });
});

describe('A workbook', () => {
  const a1 = '<row r="1"><c r="A1"><v>1</v></c></row>';

  it('gives its first visible sheet, and names the others that hold something', async () => {
    const sheets = { Secret: a1, People: a1, Empty: '', 'More &amp; more': a1 };
    const found = await readWorkbook(workbookOf({ sheets, hidden: ['Secret'] }));
    expect(found).toMatchObject({ sheet: 'People', others: ['More & more'] });
  });

  it('is not mistaken for what extensions of it hold', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const other = 'http://schemas.microsoft.com/office/spreadsheetml/2010/11/main';
    const files = workbookParts({
      sheets: { People: a1.replace('<c r="A1">', '<c r="A1" x:s="7" s="0" x:t="str">') },
      formats: ['yyyy-mm-dd'],
    });
    const change = (path: string, ...changes: [string, string][]) => {
      let text = strFromU8(files[path]!);
      for (const [from, to] of changes) {
        expect(text).toContain(from);
        text = text.replace(from, to);
      }
      files[path] = strToU8(text);
    };
    change(
      'xl/workbook.xml',
      ['<workbook ', `<workbook xmlns:x="${other}" `],
      ['<sheets>', '<x:sheets><x:sheet name="Not it" r:id="rId9"/></x:sheets><sheets>'],
      ['<sheet name', '<sheet x:id="rId9" x:name="No" x:state="hidden" name'],
      [
        '</workbook>',
        '<extLst><ext><x:workbookPr date1904="1"/><workbookPr date1904="1"/></ext></extLst></workbook>',
      ],
    );
    change('xl/styles.xml', [
      '</styleSheet>',
      `<dxfs><dxf><numFmt numFmtId="164" formatCode="0"/></dxf></dxfs><extLst><ext><x:dxf xmlns:x="${other}"><x:numFmts><numFmt numFmtId="164" formatCode="0"/></x:numFmts></x:dxf></ext></extLst></styleSheet>`,
    ]);
    change(
      'xl/worksheets/sheet1.xml',
      ['<worksheet ', `<worksheet xmlns:x="${other}" xmlns:m="${main}" `],
      ['<sheetData>', '<cols><row r="7"><c r="A7"><v>8</v></c></row></cols><sheetData>'],
      [
        '</sheetData>',
        '<m:row r="2"><m:c r="A2"><m:v>46467</m:v><x:v>9</x:v></m:c><x:c r="B2"><v>4</v></x:c></m:row></sheetData><x:sheetData><row r="3"><c><v>1</v></c></row></x:sheetData>',
      ],
    );
    const found = await readWorkbook(zipSync(files));
    expect(found.sheet).toBe('People');
    expect(found.rows.map(({ cells }) => cells)).toEqual([['1900-01-01'], ['46467']]);
  });

  it('of an honest sheet of 57 MB that packs very well is read', async () => {
    const cells = ['ann@example.com', 'Ann', 'Example Company Limited'].map(
      (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`,
    );
    const rows = `<row>${cells.join('')}</row>`.repeat(350_000);
    const bytes = zipFast(workbookParts({ sheets: { People: rows } }));
    const { rows: found } = await readWorkbook(bytes);
    expect([rows.length > 57e6, rows.length / bytes.length > 100, found.length]).toEqual([
      true,
      true,
      350_000,
    ]);
  });

  it('is read the same whatever pieces it comes in', async () => {
    const cell = '<c r="A1" t="inlineStr"><is><t>Zoë &amp; Иван &#128512; ünd</t></is></c>';
    const bytes = workbookOf({ sheets: { People: `<row r="1">${cell}</row>` } });
    for (const piece of [1, 2, 3, 7, 64]) {
      const workbook = await openWorkbook(sourceOf(bytes, piece));
      const rows: unknown[] = [];
      for await (const batch of workbook.rows()) rows.push(...batch);
      expect(rows).toEqual([{ number: 1, cells: ['Zoë & Иван 😀 ünd'] }]);
    }
  });

  it('is read as another reader wrote it', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => /^\P{C}+$/u.test(text)),
      fc.constantFrom('=1+1', "'x", 'a\nb', ' pad ', '&amp;', '<b>', '007'),
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const book = XLSX.utils.book_new();
          XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'People');
          for (const bookSST of [true, false]) {
            const bytes = XLSX.write(book, { type: 'buffer', bookSST, compression: true }) as Buffer;
            expect(await cellsOf(bytes)).toEqual(rows.map((row) => row.map(String)));
          }
        },
      ),
      { seed: 7, numRuns: rounds(40) },
    );
  });

  it('that we write is read the same by us and by another reader, and no cell is a formula', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => /^\P{C}*$/u.test(text)),
      fc.constantFrom('=1+1', '+49 170', '@a', '_x0041_', 'a\nb', 'a\r\nb', ' pad ', '007', '\uFFFE'),
    );
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const plan = { sheet: 'People', header: ['a', 'b', '_x0042_'], textBytes: 0 };
        const bytes = await bytesOf(writeWorkbook(inTurn(rows), plan));
        const all = [plan.header, ...rows];
        const ours = await readWorkbook(bytes);
        expect(ours.rows.map(({ number, cells }) => [number, padded(cells)])).toEqual(
          all.flatMap((row, at) => (row.every((text) => text === '') ? [] : [[at + 1, row]])),
        );
        const sheet = XLSX.read(bytes, { cellFormula: true }).Sheets['People']!;
        const cells = Object.entries(sheet).filter(([place]) => /^[A-Z]/.test(place));
        expect(cells.every(([, { t, f }]) => t === 's' && f === undefined)).toBe(true);
      }),
      { seed: 8, numRuns: rounds(60) },
    );
  });

  it('that we write goes on in another sheet when one is full', async () => {
    const rows = inTurn(Array.from({ length: 5 }, (_, at) => [`row ${at + 1}`, at + 1]));
    const plan = { sheet: 'People', header: ['name', 'number'], textBytes: 0, rowsPerSheet: 4 };
    const book = XLSX.read(await bytesOf(writeWorkbook(rows, plan)));
    expect(book.SheetNames).toHaveLength(2);
    const sheets = book.SheetNames.map((name) => XLSX.utils.sheet_to_json(book.Sheets[name]!));
    expect(sheets.flat()).toEqual(
      Array.from({ length: 5 }, (_, at) => ({ name: `row ${at + 1}`, number: at + 1 })),
    );
  });
});

describe('The table of texts', () => {
  it('gives back an empty text that comes first', () => {
    const table = new TextTable();
    table.add('');
    expect(table.at(0)).toBe('');
  });

  it('takes no more texts than there are places for, though they are empty', () => {
    const table = new TextTable();
    for (let count = 0; count < 10_000_000; count += 1) table.add('');
    expect(() => {
      table.add('');
    }).toThrow(/more than 10000000 different texts/);
  });

  it('gives back every text, also those larger than one of its blocks', () => {
    const table = new TextTable();
    const texts = Array.from({ length: 5000 }, (_, at) =>
      at % 1000 === 0 ? 'ы'.repeat(600_000) : `text ${at} ü`,
    );
    for (const text of texts) table.add(text);
    expect(texts.every((text, at) => table.at(at) === text)).toBe(true);
    expect([table.at(5000), table.at(-1), table.at(Number.NaN), table.count]).toEqual([
      undefined,
      undefined,
      undefined,
      5000,
    ]);
  });
});

const padded = (cells: string[]) => [...cells, ...Array.from({ length: 3 - cells.length }, () => '')];
