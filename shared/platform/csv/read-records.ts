import type { CsvRecord, ReadFrom, ReadLimits } from './csv-record.ts';
import { READ_LIMITS } from './csv-record.ts';
import type { Dialect } from '../values/csv-dialect.ts';
import { RecordReader } from './record-reader.ts';

const PIECE_BYTES = 256 * 1024;

/**
 * Reads a CSV file record by record, in batches that are never empty.
 * `source` yields the file's bytes from `from.offset` on (a range read), in chunks of any size.
 * Starting again from `placeAfter(record)` of any record gives exactly the rest.
 * Rejects only when `source` does; whatever is wrong with the bytes becomes a faulty record.
 */
export async function* readRecords(
  source: AsyncIterable<Uint8Array>,
  dialect: Dialect,
  from: ReadFrom,
  limits: ReadLimits = READ_LIMITS,
): AsyncGenerator<CsvRecord[], void, undefined> {
  const reader = new RecordReader(dialect, from, limits);
  for await (const piece of pieces(source, Math.max(0, dialect.bomBytes - from.offset))) {
    reader.window.add(piece);
    if (!reader.window.hungry) yield* reader.batches(false);
  }
  yield* reader.batches(true);
}

/** The source without its first `skip` bytes, in pieces that are not large. */
async function* pieces(source: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array> {
  let toSkip = skip;
  for await (const chunk of source) {
    const skipped = Math.min(toSkip, chunk.length);
    toSkip -= skipped;
    for (let at = skipped; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
  }
}
