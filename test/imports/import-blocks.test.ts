import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CsvRecord } from '../../shared/platform/csv/csv-record.ts';
import { BLOCK_ROWS, importBlocks } from '../../shared/imports/usecases/import-blocks.ts';

const recordAt = (record: number): CsvRecord => ({
  record,
  line: record + 1,
  end: 10 * (record + 1),
  endLine: record + 2,
  cells: [],
});

/** Batches of these sizes, and the rest as one. */
async function* inBatches(records: CsvRecord[], sizes: number[]): AsyncGenerator<CsvRecord[]> {
  let from = 0;
  for (const size of sizes) yield await Promise.resolve(records.slice(from, (from += size)));
  yield records.slice(from);
}

it('Blocks of an import end at the same rows however the file arrives', async () => {
  const rows = Array.from({ length: 2 * BLOCK_ROWS + 700 }, (_, at) => recordAt(at));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3 * BLOCK_ROWS })), async (sizes) => {
      const sizesOfBlocks: number[] = [];
      const found: CsvRecord[] = [];
      for await (const { records, next } of importBlocks(inBatches(rows, sizes))) {
        sizesOfBlocks.push(records.length);
        found.push(...records);
        expect(next.record).toBe(found.length);
      }
      expect(sizesOfBlocks).toEqual([126, 125, 250, 500, 1_000, BLOCK_ROWS, 699]);
      expect(found).toEqual(rows);
    }),
    { seed: 20270301, numRuns: 50 },
  );
});
