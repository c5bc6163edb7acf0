import { READ_LIMITS } from './csv-record.ts';
import { isEastAsian } from './decode-text.ts';
import { detectEncoding } from './detect-encoding.ts';
import { Delimiter, type Dialect, type Encoding } from '../values/csv-dialect.ts';
import { RecordScanner } from './scan-record.ts';

/** Why a file is refused as a whole; `reason` is a sentence for the person who uploaded it. */
export interface NotCsv {
  fault: { code: 'empty' | 'not-csv'; reason: string };
}

/** Most bytes that are looked at; give the file's first 64 kB (more is ignored). */
export const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_RECORDS = 200;

/** What the uploader has told about the file; it goes before any guess. */
type AskedDialect = Partial<Pick<Dialect, 'encoding' | 'delimiter'>>;

/**
 * Guesses encoding, delimiter and line ending from the first bytes of a file, as far as nobody said otherwise.
 * Test with `'fault' in result`.
 */
export function detectDialect(bytes: Uint8Array, asked: AskedDialect = {}): Dialect | NotCsv {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const kind = knownKind(sample);
  if (kind !== undefined) return notCsv(`This is not a CSV file: it looks like ${kind}.`);
  const found = detectEncoding(sample);
  const encoding = asked.encoding ?? found.encoding;
  const bomBytes = encoding === found.encoding ? found.bomBytes : 0;
  const text = new TextDecoder(encoding).decode(sample, { stream: true });
  if (text.trim() === '') return { fault: { code: 'empty', reason: 'The file is empty.' } };
  if (/^\s*<(!doctype|html|head|body|table|\?xml)\b/i.test(text)) {
    return notCsv('This is not a CSV file: it looks like a web page (HTML or XML).');
  }
  if (isBinary(text)) return notCsv('This is not a CSV file: it holds binary data, not text.');
  const isWhole = sample.length < SAMPLE_BYTES;
  const { delimiter, hasSpacedQuotes } = detectDelimiter(text, isWhole, delimitersFor(encoding, asked));
  if (delimiter === undefined)
    return notCsv(`Columns between | cannot be told apart in ${encoding}. Save the file as CSV UTF-8.`);
  return {
    encoding,
    bomBytes,
    delimiter,
    quote: '"',
    ...(hasSpacedQuotes && { hasSpacedQuotes }),
    lineEnding: detectLineEnding(text),
  };
}

const notCsv = (reason: string): NotCsv => ({ fault: { code: 'not-csv', reason } });

/** First bytes of files that people upload by mistake. */
const kinds: readonly (readonly [magic: string, kind: string])[] = [
  ['504b0304', 'an XLSX or ZIP file'],
  ['504b0506', 'an empty ZIP file'],
  ['25504446', 'a PDF'],
  ['d0cf11e0', 'an old Excel or Word file (XLS, DOC)'],
  ['1f8b', 'a GZIP archive'],
  ['89504e47', 'a PNG picture'],
  ['ffd8ff', 'a JPEG picture'],
];

function knownKind(sample: Uint8Array): string | undefined {
  const start = Buffer.from(sample.subarray(0, 4)).toString('hex');
  return kinds.find(([magic]) => start.startsWith(magic))?.[1];
}

/** A few control characters are damage in single rows; many of them are no text at all. */
function isBinary(text: string): boolean {
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 9 || (unit > 13 && unit < 32) || unit === 0xffff) controls++;
  }
  return controls >= 5 && controls > text.length / 20;
}

function detectLineEnding(text: string): Dialect['lineEnding'] {
  const [first] = /\r\n|\n|\r/.exec(text) ?? [];
  return first === '\n' || first === '\r' ? first : '\r\n';
}

/** In encodings of East Asia `|` is the second byte of many signs. */
function delimitersFor(encoding: Encoding, { delimiter }: AskedDialect): Delimiter[] {
  const possible = delimiter === undefined ? Delimiter.options : [delimiter];
  return isEastAsian(encoding) ? possible.filter((one) => one !== '|') : possible;
}

/**
 * The delimiter that cuts the most records into equally many columns; `sep=` in the first line decides. Quotes behind blanks
 * are quotes where the records are as even with them.
 */
function detectDelimiter(
  text: string,
  isWhole: boolean,
  possible: readonly Delimiter[],
): { delimiter: Delimiter | undefined; hasSpacedQuotes: boolean } {
  const hint = /^sep=([,;\t|])[\r\n]/i.exec(text)?.[1];
  const delimiters = hint !== undefined && possible.length > 1 ? [Delimiter.parse(hint)] : possible;
  const units = Buffer.from(text);
  const scored = delimiters
    .flatMap((delimiter) => [
      { delimiter, hasSpacedQuotes: false },
      ...(SPACED_QUOTE[delimiter].test(text) ? [{ delimiter, hasSpacedQuotes: true }] : []),
    ])
    .map((how) => ({ ...how, ...evenness(countColumns(units, how, isWhole)) }));
  const [best] = scored.toSorted(
    (a, b) =>
      b.share - a.share || b.columns - a.columns || Number(b.hasSpacedQuotes) - Number(a.hasSpacedQuotes),
  );
  return { delimiter: best?.delimiter, hasSpacedQuotes: best?.hasSpacedQuotes ?? false };
}

/** A quote behind a delimiter and blanks. */
const SPACED_QUOTE: Record<Delimiter, RegExp> = {
  ',': /, +"/,
  ';': /; +"/,
  '\t': /\t +"/,
  '|': /\| +"/,
};

/** Columns of the first records; 0 for a damaged one, as a wrong delimiter makes many of. The cut last one is left out. */
function countColumns(
  units: Buffer,
  how: Pick<Dialect, 'delimiter' | 'hasSpacedQuotes'>,
  isWhole: boolean,
): number[] {
  const scanner = new RecordScanner(how, READ_LIMITS, 1);
  const counts: number[] = [];
  let at = 0;
  while (at < units.length && counts.length < SAMPLE_RECORDS) {
    const outcome = scanner.scan(units, at, isWhole || counts.length === 0);
    if (outcome === 'more') break;
    const damaged = outcome !== 'record';
    if (damaged || !scanner.isBlank(units, at)) counts.push(damaged ? 0 : scanner.columns);
    at = damaged ? nextLine(units, at) : scanner.next;
  }
  return counts;
}

function nextLine(units: Buffer, from: number): number {
  const at = units.subarray(from).findIndex((unit) => unit === 10 || unit === 13);
  return at < 0 ? units.length : from + at + 1;
}

/** The most usual number of columns and its share of the records; the header's number counts half again. */
function evenness(counts: readonly number[]): { share: number; columns: number } {
  const votes = new Map<number, number>();
  for (const count of counts) if (count > 1) votes.set(count, (votes.get(count) ?? 0) + 1);
  let best = { share: 0, columns: 1 };
  for (const [columns, records] of votes) {
    const share = records / counts.length + (columns === counts[0] ? 0.5 : 0);
    if (share > best.share) best = { share, columns };
  }
  return best;
}
