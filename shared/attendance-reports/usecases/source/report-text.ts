import { START, type CsvRecord } from '../../../platform/csv/csv-record.ts';
import { detectDialect, SAMPLE_BYTES } from '../../../platform/csv/detect-dialect.ts';
import { readRecords } from '../../../platform/csv/read-records.ts';
import { Delimiter, type Dialect, type Encoding } from '../../../platform/values/csv-dialect.ts';
import type { ByteSource } from '../../../platform/xlsx/byte-source.ts';
import { knownReport } from '../../domain/recognise-report.ts';
import { RECORDS_LOOKED_AT } from '../../domain/report.ts';
import { UnreadableReport } from './unreadable-report.ts';

/** How a report's text is written once it is decoded. */
const asText = (delimiter: Delimiter, hasSpacedQuotes?: boolean): Dialect => ({
  encoding: 'utf-8',
  bomBytes: 0,
  delimiter,
  quote: '"',
  lineEnding: '\n',
  ...(hasSpacedQuotes && { hasSpacedQuotes }),
});

/**
 * Finds out how a report is written. Its sections have different numbers of columns and its dates hold commas, so the delimiter
 * by which its headings are known goes before the one that cuts the most lines alike.
 */
export async function reportDialect(file: ByteSource): Promise<{ encoding: Encoding; dialect: Dialect }> {
  const sample = await readAll(await file.read(0, Math.min(file.size, SAMPLE_BYTES)));
  const found = detectDialect(sample);
  if ('fault' in found) throw new UnreadableReport(found.fault.code, found.fault.reason);
  const { encoding, delimiter, hasSpacedQuotes } = found;
  for (const possible of [delimiter, ...Delimiter.options]) {
    const dialect = asText(possible, hasSpacedQuotes);
    if (knownReport(await topOf(textRecords(only(sample), encoding, dialect)))) return { encoding, dialect };
  }
  return { encoding, dialect: asText(delimiter, hasSpacedQuotes) };
}

/** The cells of a text's first records. */
export async function topOf(batches: AsyncIterable<string[][]>): Promise<string[][]> {
  const top: string[][] = [];
  for await (const batch of batches) {
    top.push(...batch);
    if (top.length >= RECORDS_LOOKED_AT) break;
  }
  return top.slice(0, RECORDS_LOOKED_AT);
}

/**
 * The cells of all records of a text. What was met in real reports costs nothing: NUL bytes are left out, a record whose quotes
 * are broken is cut at its delimiters.
 */
export async function* textRecords(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  dialect: Dialect,
): AsyncGenerator<string[][]> {
  for await (const batch of readRecords(plainText(bytes, encoding), dialect, START))
    yield batch.map((record) => cellsOf(record, dialect));
}

function cellsOf(record: CsvRecord, { delimiter }: Dialect): string[] {
  if (!('fault' in record)) return record.cells;
  return record.raw.split(delimiter).map((cell) => cell.replaceAll('"', ''));
}

/** The same text in UTF-8, without a mark at its beginning and without NUL bytes. */
async function* plainText(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes)
    yield Buffer.from(decoder.decode(chunk, { stream: true }).replaceAll('\0', ''));
  yield Buffer.from(decoder.decode().replaceAll('\0', ''));
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* only<T>(one: T): AsyncGenerator<T> {
  yield one;
}
