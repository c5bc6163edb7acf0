import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CsvRecord,
  placeAfter,
  type ReadLimits,
  START,
} from '../../../shared/platform/csv/csv-record.ts';
import { isEastAsian } from '../../../shared/platform/csv/decode-text.ts';
import {
  Delimiter,
  type Dialect,
  Encoding,
  SingleByteEncoding,
} from '../../../shared/platform/values/csv-dialect.ts';
import { readRecords } from '../../../shared/platform/csv/read-records.ts';
import { RecordReader } from '../../../shared/platform/csv/record-reader.ts';
import { formatRecord } from '../../../shared/platform/csv/restore-record.ts';
import { brief, cut, dialectOf, encode, limitsOf, readAll, streamOf } from './csv-files.ts';
import { rounds } from '../../support/rounds.ts';

const anyEncoding = fc.constantFrom(...Encoding.options.filter((one) => !isEastAsian(one)));
const anyDelimiter = fc.constantFrom(...Delimiter.options);
const anyEnding = fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const);

/** Signs that matter to CSV, and some that take one to four bytes; `я` only where the encoding has it. */
const signsOf = (encoding: Encoding): string[] => {
  const plain = ['a', 'b', ' ', ',', ';', '\t', '|', '"', '"', '\n', '\r', '\r\n', "'"];
  if (encoding === 'windows-1252') return [...plain, 'é', '€', '’'];
  if (encoding === 'windows-1251') return [...plain, 'я', 'Ё', '№'];
  if (encoding === 'koi8-r') return [...plain, 'я', 'Ё', '©'];
  if (SingleByteEncoding.safeParse(encoding).success)
    return [...plain, ...Array.from(new TextDecoder(encoding).decode(Uint8Array.of(0xe1, 0xe2, 0xe5)))];
  return [...plain, 'é', '€', 'я', '𝒳', '\uFEFF'];
};

const textOf = (encoding: Encoding, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...signsOf(encoding)), { maxLength }).map((signs) => signs.join(''));

describe('reading what was written', () => {
  it('gives back any cells, in any encoding, delimiter, line ending and chunking', async () => {
    const file = fc
      .tuple(anyEncoding, anyDelimiter, anyEnding, fc.boolean())
      .chain(([encoding, delimiter, lineEnding, bom]) =>
        fc.record({
          dialect: fc.constant(
            dialectOf({
              encoding,
              delimiter,
              lineEnding,
              bomBytes: bom ? encode('', encoding, true).length : 0,
            }),
          ),
          bom: fc.constant(bom),
          rows: fc.array(fc.array(textOf(encoding, 8), { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
          cuts: fc.array(fc.nat()),
        }),
      );
    await fc.assert(
      fc.asyncProperty(file, async ({ dialect, bom, rows, cuts }) => {
        const text = rows.map((cells) => formatRecord(cells, dialect)).join('');
        const bytes = encode(text, dialect.encoding, bom);
        const records = await readAll(cut(bytes, cuts), dialect);
        expect(records.map((record) => ('fault' in record ? record.fault : record.cells))).toEqual(rows);
        expect(records.at(-1)?.end ?? bytes.length).toBe(bytes.length);
      }),
      { numRuns: rounds(400) },
    );
  });
});

describe('resuming', () => {
  const damaged = anyEncoding.chain((encoding) =>
    fc.record({
      dialect: anyDelimiter.map((delimiter) => dialectOf({ encoding, delimiter })),
      parts: fc.array(
        fc.oneof(
          { weight: 6, arbitrary: textOf(encoding, 30).map((text) => encode(text, encoding)) },
          { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }) },
          {
            weight: 1,
            arbitrary: fc.constantFrom('\n', '\r\n', '"\n"').map((text) => encode(text, encoding)),
          },
        ),
        { maxLength: 20 },
      ),
      cuts: fc.array(fc.nat()),
      maxRecordBytes: fc.integer({ min: 4, max: 60 }),
    }),
  );

  it('after any record of any damaged file gives exactly the rest, however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async ({ dialect, parts, cuts, maxRecordBytes }) => {
        const bytes = Buffer.concat(parts);
        const limits = limitsOf({ maxRecordBytes, maxColumns: 5, batchRecords: 3 });
        const whole = await readAll([bytes], dialect, START, limits);
        expect(readEagerly(cut(bytes, cuts), dialect, limits)).toEqual(whole);
        for (const [index, record] of whole.entries()) {
          const rest = await readAll([bytes.subarray(record.end)], dialect, placeAfter(record), limits);
          expect(rest).toEqual(whole.slice(index + 1));
        }
      }),
      { numRuns: rounds(1000) },
    );
  });

  it('finds the same records when each byte comes alone, at every edge of the longest record', async () => {
    const signs = fc.array(fc.constantFrom('a', ',', '"', '"', '""', '\n', '\r'), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(signs, fc.integer({ min: 1, max: 8 }), async (text, maxRecordBytes) => {
        const bytes = Buffer.from(text.join(''));
        const limits = limitsOf({ maxRecordBytes });
        const alone = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
        expect(readEagerly(alone, dialectOf(), limits)).toEqual(
          await readAll([bytes], dialectOf(), START, limits),
        );
      }),
      { numRuns: rounds(3000) },
    );
  });

  it('counts each record once, in order, with offsets that only grow', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async ({ dialect, parts, maxRecordBytes }) => {
        const bytes = Buffer.concat(parts);
        const records = await readAll([bytes], dialect, START, limitsOf({ maxRecordBytes }));
        expect(records.map(({ record }) => record)).toEqual(records.map((_, index) => index));
        let before = { end: 0, endLine: 1 };
        for (const record of records) {
          expect(record.end).toBeGreaterThan(before.end);
          expect(record.line).toBeGreaterThanOrEqual(before.endLine);
          before = record;
        }
        expect(before.end).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

/** Reads with a window that takes in every chunk at once instead of waiting for 64 kB. */
function readEagerly(chunks: readonly Uint8Array[], dialect: Dialect, limits: ReadLimits): CsvRecord[] {
  const reader = new RecordReader(dialect, START, limits);
  const records: CsvRecord[] = [];
  for (const chunk of chunks) {
    reader.window.add(chunk);
    for (const batch of reader.batches(false)) records.push(...batch);
  }
  for (const batch of reader.batches(true)) records.push(...batch);
  return records;
}

describe('damaged files', () => {
  const cases: { name: string; bytes: Buffer | string; want: string[]; messages?: string[] }[] = [
    {
      name: 'a quote that never closes costs its line only',
      bytes: 'name,email\n"Anna,anna@x.example\nBoris,boris@x.example\n',
      want: ['1: name|email', '2: <unclosed-quote>', '3: Boris|boris@x.example'],
      messages: ['the quote opened in line 2 is not closed'],
    },
    {
      name: 'a quote that would close at the next quoted name costs its line only',
      bytes: 'name,email\n"Anna,anna@x.example\n"Boris",boris@x.example\n',
      want: ['1: name|email', '2: <unclosed-quote>', '3: Boris|boris@x.example'],
    },
    {
      name: 'the line where the quote opened is named, not where the row starts',
      bytes: 'a,b,c\n"x\ny","open,z\n1,2,3\n',
      want: ['1: a|b|c', '2: <unclosed-quote>', '4: 1|2|3'],
      messages: ['the quote opened in line 3 is not closed'],
    },
    {
      name: 'text after a closing quote',
      bytes: 'a,b\n"x"y,1\nz,2',
      want: ['1: a|b', '2: <text-after-quote>', '3: z|2'],
    },
    {
      name: 'a quote inside an unquoted cell is text',
      bytes: 'Ann "Bee" C,5" pipe\n',
      want: ['1: Ann "Bee" C|5" pipe'],
    },
    {
      name: 'doubled quotes and breaks in quotes',
      bytes: '"a ""b""","c\r\nd"\r\ne,f',
      want: ['1: a "b"|c\r\nd', '3: e|f'],
    },
    {
      name: 'NUL bytes cost their row',
      bytes: 'a,b\nx\0,1\n"y\0",2\nz,3\n',
      want: ['1: a|b', '2: <nul-byte>', '3: <nul-byte>', '4: z|3'],
    },
    {
      name: 'bytes that are not UTF-8 cost their row',
      bytes: Buffer.from('a,b\nM\xfcller,1\nz,2\n', 'latin1'),
      want: ['1: a|b', '2: <bad-encoding>', '3: z|2'],
    },
    {
      name: 'blank lines are no records but count as lines',
      bytes: '\n a,b\n\r\n , ,\t\n\n1,2\n\n',
      want: ['2:  a|b', '6: 1|2'],
    },
    { name: 'a row of quoted nothing is a record', bytes: 'a,b\n"",""\n', want: ['1: a|b', '2: |'] },
    {
      name: 'mixed line endings',
      bytes: 'a\rb\nc\r\nd\r\r\ne',
      want: ['1: a', '2: b', '3: c', '4: d', '6: e'],
    },
    {
      name: 'ragged rows are given as they are',
      bytes: 'a,b\n1\n1,2,3\n,',
      want: ['1: a|b', '2: 1', '3: 1|2|3'],
    },
    {
      name: 'too many columns',
      bytes: `a\n${','.repeat(1000)}x\n${','.repeat(999)}y\n`,
      want: ['1: a', '2: <too-many-columns>', `3: ${'|'.repeat(999)}y`],
    },
    { name: 'Excel’s separator hint is no record', bytes: 'sep=,\na,b\n', want: ['2: a|b'] },
    {
      name: 'names of Object’s own parts are plain text',
      bytes: '__proto__,constructor,toString\n1,2,3',
      want: ['1: __proto__|constructor|toString', '2: 1|2|3'],
    },
    { name: 'nothing', bytes: '', want: [] },
    { name: 'a last line without an end, closing with a quote', bytes: 'a,"b"', want: ['1: a|b'] },
  ];

  it.each(cases)('$name', async ({ bytes, want, messages }) => {
    const records = await readAll([Buffer.from(bytes)], dialectOf());
    expect(records.map(brief)).toEqual(want);
    if (messages)
      expect(records.flatMap((record) => ('fault' in record ? [record.fault.message] : []))).toEqual(
        messages,
      );
  });

  it('half a UTF-16 unit at the end costs the last row', async () => {
    const bytes = Buffer.concat([encode('a,b\n1,2', 'utf-16le'), Buffer.from('x')]);
    const records = await readAll([bytes], dialectOf({ encoding: 'utf-16le' }));
    expect(records.map(brief)).toEqual(['1: a|b', '2: <bad-encoding>']);
    expect(records[1]?.end).toBe(bytes.length);
  });

  it('keeps the text of a faulty row for the report', async () => {
    const records = await readAll([Buffer.from('a,b\r\n"x"y,1\r\n')], dialectOf());
    expect(records[1]).toMatchObject({ raw: '"x"y,1', end: 13, endLine: 3 });
  });

  it('reads on after a line and after a quoted cell that are too long', async () => {
    const long = 'x'.repeat(300 * 1024);
    const records = await readAll([Buffer.from(`a,b\n${long},1\nc,d\n"${long}",1\ne,f`)], dialectOf());
    expect(records.map(brief)).toEqual([
      '1: a|b',
      '2: <record-too-long>',
      '3: c|d',
      '4: <unclosed-quote>',
      '5: e|f',
    ]);
    expect(records[1]).toMatchObject({
      fault: { message: 'record longer than 256 kB' },
      raw: 'x'.repeat(10_000),
    });
  });

  it('takes a record of exactly the longest length, and not one byte more', async () => {
    const limits = limitsOf({ maxRecordBytes: 5 });
    const records = await readAll(
      [Buffer.from('abcde\r\nabcdef\n"abc"\n"abcd"\nabcde')],
      dialectOf(),
      START,
      limits,
    );
    expect(records.map(brief)).toEqual([
      '1: abcde',
      '2: <record-too-long>',
      '3: abc',
      '4: <record-too-long>',
      '5: abcde',
    ]);
  });
});

describe('large files', () => {
  /** 64 kB pieces made while they are read: nothing of the file exists beforehand. */
  function* pieces(count: number, start: string, filling: string): Generator<Uint8Array> {
    const piece = Buffer.from(filling.repeat(Math.ceil(65_536 / filling.length)));
    yield Buffer.from(start);
    for (let made = 0; made < count; made++) yield piece;
  }

  it.each([
    ['one line without an end', 'a,b\n', 'x'],
    ['a quote that never closes, in one line', 'a,b\n"', 'x'],
    ['a quote that never closes, over many lines', 'a,b\n"', `${'x'.repeat(999)}\n`],
    ['nothing but blank lines', 'a,b\n', `${' '.repeat(99)}\n`],
  ])('hold no more memory when 100 MB are %s', async (_name, start, filling) => {
    let read = 0;
    let held = 0;
    // Files share a process: what others have not given back yet is not this one's.
    const before = process.memoryUsage().arrayBuffers;
    for await (const batch of readRecords(streamOf(pieces(1600, start, filling)), dialectOf(), START)) {
      read += batch.length;
      held = Math.max(held, process.memoryUsage().arrayBuffers - before);
    }
    expect(read).toBeGreaterThan(0);
    expect(held).toBeLessThan(100e6);
  });

  it('stop reading the source when the reader is left', async () => {
    let open = true;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield await Promise.resolve(Buffer.from('a,b\n'.repeat(20_000)));
      } finally {
        open = false;
      }
    }
    for await (const batch of readRecords(source(), dialectOf(), START)) {
      expect(batch).toHaveLength(500);
      break;
    }
    expect(open).toBe(false);
  });
});
