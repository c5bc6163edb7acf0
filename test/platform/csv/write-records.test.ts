import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Delimiter } from '../../../shared/platform/values/csv-dialect.ts';
import { addFormulaGuard, stripFormulaGuard } from '../../../shared/platform/csv/formula-guard.ts';
import { cellsOfDamaged, formatRecord } from '../../../shared/platform/csv/restore-record.ts';
import { createCsvWriter } from '../../../shared/platform/csv/write-records.ts';
import { brief, dialectOf, readAll } from './csv-files.ts';
import { rounds } from '../../support/rounds.ts';

/** Any well-formed text without NUL, with what is dangerous made likely. */
const anyCell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
  fc
    .array(
      fc.constantFrom(
        "'",
        '=',
        '+',
        '-',
        '@',
        '＝',
        '＠',
        ' ',
        '\t',
        '\r',
        '\n',
        '\uFEFF',
        '\u200B',
        '"',
        ';',
        'sep=',
        'x',
      ),
    )
    .map((signs) => signs.join('')),
);
const anyRow = fc.array(anyCell, { minLength: 1, maxLength: 5 });

describe('the formula-safe writer', () => {
  it('writes what a library for CSV writes, cell by cell', () => {
    const form = fc.record({
      delimiter: fc.constantFrom(...Delimiter.options),
      lineEnding: fc.constantFrom('\r\n' as const, '\n' as const),
    });
    fc.assert(
      fc.property(
        form,
        fc.array(anyRow, { minLength: 1, maxLength: 4 }),
        ({ delimiter, lineEnding }, rows) => {
          const solid = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
          const written = solid.map((cells) => formatRecord(cells, { delimiter, lineEnding })).join('');
          const quoted_match = /[,;\t|"\r\n]|^[\s'\p{Cf}\p{Cc}]|^sep=|\s$/iu;
          expect(written).toBe(stringify(solid, { delimiter, record_delimiter: lineEnding, quoted_match }));
        },
      ),
      { numRuns: rounds(1_000) },
    );
  });

  it('writes what reads back as the same cells', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Delimiter.options),
        fc.boolean(),
        fc.constantFrom('\r\n' as const, '\n' as const),
        anyRow,
        fc.array(anyRow),
        async (delimiter, bom, lineEnding, names, rows) => {
          const writer = createCsvWriter({ delimiter, bom, lineEnding });
          const bytes = Buffer.from(writer.header(names) + writer.rows(rows));
          const records = await readAll([bytes], dialectOf({ delimiter, lineEnding, bomBytes: bom ? 3 : 0 }));
          expect(
            records.map((record) => ('cells' in record ? record.cells.map(stripFormulaGuard) : record)),
          ).toEqual([names, ...rows]);
        },
      ),
      { numRuns: rounds(500) },
    );
  });

  it('lets no cell begin with a sign that starts a formula', () => {
    fc.assert(
      fc.property(anyCell, (cell) => {
        expect(addFormulaGuard(cell)).not.toMatch(/^[\s\p{Cf}]*[=+\-@\t\r\n＝＋－＠]/u);
        expect(stripFormulaGuard(addFormulaGuard(cell))).toBe(cell);
      }),
      { numRuns: rounds(2000) },
    );
  });

  it('takes off the formula that keeps a text a text', () => {
    const cells = ['="0171"', '=""', '="a"&"b"', '=1', `'="0171"`];
    expect(cells.map(stripFormulaGuard)).toEqual(['0171', '', '="a"&"b"', '=1', '="0171"']);
  });

  it.each([
    ['=1+1', `"'=1+1"`],
    ['+49 170 1234567', `"'+49 170 1234567"`],
    ['-5', `"'-5"`],
    ['@cmd', `"'@cmd"`],
    ['  =1', `"'  =1"`],
    ['\uFEFF=1', `"'\uFEFF=1"`],
    ['\u200B＝1', `"'\u200B＝1"`],
    ['\tx', `"'\tx"`],
    ['\0x', `"'\0x"`],
    ["'=1", `"''=1"`],
    ["'tis", `"'tis"`],
    ['a=1', 'a=1'],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['', '""'],
  ])('%j is written as %s', (cell, written) => {
    expect(createCsvWriter({ delimiter: ',', bom: false, lineEnding: '\r\n' }).rows([[cell]])).toBe(
      `${written}\r\n`,
    );
  });

  it('puts the byte order mark before the header only', () => {
    const writer = createCsvWriter({ delimiter: ';', bom: true, lineEnding: '\r\n' });
    expect(writer.header(['a', 'b']) + writer.rows([['1', '']]) + writer.rows([])).toBe(
      '\uFEFFa;b\r\n1;\r\n',
    );
  });
});

describe('the fault file', () => {
  it('keeps a formula as the original had it', () => {
    expect(formatRecord(['=1', "'+49", 'x'], dialectOf({ delimiter: ';' }))).toBe(`=1;"'+49";x\n`);
  });

  it('makes a damaged row readable, with the fault as its last cell', async () => {
    const dialect = dialectOf();
    const records = await readAll(
      [Buffer.from('name,email\n"Anna,a@x.example\n"Bo"b,b@x.example\nC\0,c@x.example\n')],
      dialect,
    );
    const lines = records.map((record) =>
      'fault' in record
        ? formatRecord([...cellsOfDamaged(record, dialect), record.fault.code], dialect)
        : formatRecord([...record.cells, 'fault'], dialect),
    );
    const again = await readAll([Buffer.from(lines.join(''))], dialect);
    expect(again.map(brief)).toEqual([
      '1: name|email|fault',
      '2: "Anna|a@x.example|unclosed-quote',
      '3: "Bo"b|b@x.example|text-after-quote',
      '4: C|c@x.example|nul-byte',
    ]);
  });
});
