import { placeAfter, type CsvRecord } from '../../platform/csv/csv-record.ts';
import type { ImportJob } from '../domain/import-job.ts';

/** Rows between two checkpoints: few enough to repeat after a crash, many enough to cost nothing. */
export const BLOCK_ROWS = 2_000;
/** The first blocks end early, so that a file of few rows shows how far it is, too: at these rows, then at every 2,000th. */
const EARLY_ENDS: readonly number[] = [125, 250, 500, 1_000];

const isBlockEnd = ({ record }: CsvRecord): boolean =>
  EARLY_ENDS.includes(record) || (record > 0 && record % BLOCK_ROWS === 0);

/** Rows that are taken in together, and where the next ones begin. */
export interface ImportBlock {
  records: CsvRecord[];
  next: ImportJob['cursor'];
}

/**
 * Rows in blocks that end at the same rows however the file arrives: a block done again after a crash has the rows that it
 * had before.
 */
export async function* importBlocks(
  batches: AsyncIterable<CsvRecord[]>,
): AsyncGenerator<ImportBlock, undefined> {
  let records: CsvRecord[] = [];
  for await (const batch of batches)
    for (const record of batch) {
      records.push(record);
      if (!isBlockEnd(record)) continue;
      yield { records, next: placeAfter(record) };
      records = [];
    }
  const last = records.at(-1);
  if (last) yield { records, next: placeAfter(last) };
  return undefined;
}
