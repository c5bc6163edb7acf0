import {
  type CsvRecord,
  type ReadFrom,
  type ReadLimits,
  READ_LIMITS,
  START,
} from '../../../shared/platform/csv/csv-record.ts';
import { isEastAsian } from '../../../shared/platform/csv/decode-text.ts';
import {
  SingleByteEncoding,
  type Dialect,
  type Encoding,
} from '../../../shared/platform/values/csv-dialect.ts';
import { readRecords } from '../../../shared/platform/csv/read-records.ts';

export const dialectOf = (over: Partial<Dialect> = {}): Dialect => ({
  encoding: 'utf-8',
  bomBytes: 0,
  delimiter: ',',
  quote: '"',
  lineEnding: '\n',
  ...over,
});

export const limitsOf = (over: Partial<ReadLimits>): ReadLimits => ({ ...READ_LIMITS, ...over });

/** Cuts bytes at the given places (taken modulo the length). */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length));
}

export async function* streamOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

export async function readAll(
  chunks: readonly Uint8Array[],
  dialect: Dialect,
  from: ReadFrom = START,
  limits: ReadLimits = READ_LIMITS,
): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const batch of readRecords(streamOf(chunks), dialect, from, limits)) records.push(...batch);
  return records;
}

/** The text in an encoding, with its byte order mark when asked for. */
export function encode(text: string, encoding: Encoding, bom = false): Buffer {
  const marked = (bom ? '\uFEFF' : '') + text;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(marked);
    case 'utf-16le':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
      return Buffer.from(marked, 'utf16le').swap16();
    default:
      return isEastAsian(encoding)
        ? encodeEastAsian(text, encoding)
        : encodeSingleByte(text, SingleByteEncoding.parse(encoding));
  }
}

function encodeSingleByte(text: string, encoding: SingleByteEncoding): Buffer {
  const table = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from(Array.from(text, (sign) => table.indexOf(sign)));
}

/** By trying all pairs of bytes. */
function encodeEastAsian(text: string, encoding: Encoding): Buffer {
  const decoder = new TextDecoder(encoding);
  const bytesOf = new Map<string, number[]>();
  for (let lead = 0x81; lead < 0xff; lead += 1)
    for (let trail = 0x40; trail < 0xff; trail += 1)
      bytesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from(Array.from(text, (sign) => bytesOf.get(sign) ?? [sign.charCodeAt(0)]).flat());
}

/** A record in short: its cells, or its fault's code in angle brackets; with its line. */
export const brief = (record: CsvRecord): string =>
  `${record.line}: ${'fault' in record ? `<${record.fault.code}>` : record.cells.join('|')}`;
