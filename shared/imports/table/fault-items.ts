import * as z from 'zod';
import { readItem, stamp } from '../../platform/table/item.ts';
import { faultKey, faultLine, faultsPartition } from './import-keys.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { deleteItems } from '../../platform/table/delete-items.ts';
import { keyOf } from '../../platform/table/key.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

const PlacedFault = z.object({
  column: z.number().optional(),
  columnName: z.string().optional(),
  code: z.string(),
  message: z.string(),
  value: z.string().optional(),
});

/** A row that was not taken, with its cells as they stood in the file. */
export const ImportFault = PlacedFault.extend({
  line: z.number(),
  /** What else is wrong with the row. */
  more: z.array(PlacedFault).optional(),
  /** There is nothing to mend in the row: it was left alone, or its person was. */
  skipped: z.boolean().optional(),
  cells: z.array(z.string()),
});
export type ImportFault = z.infer<typeof ImportFault>;

/** An item may have 400 KB; the rest is for its names. */
const CELLS_BYTES = 300 * 1024;
/** Characters that fit whatever they are: none takes more than three bytes. */
const CELLS_CHARACTERS = 100 * 1024;

/** A fault whose item is not too large: the letters of some encodings take more bytes in the table than in the file. */
function fitting(fault: ImportFault): ImportFault {
  if (Buffer.byteLength(fault.cells.join('')) <= CELLS_BYTES) return fault;
  let left = CELLS_CHARACTERS;
  const cells = fault.cells.map((cell) => {
    const kept = cell.slice(0, left);
    left -= kept.length;
    return kept;
  });
  return { ...fault, cells, message: `${fault.message} The row is too long to be kept whole.` };
}

/** Keeps faults until `expiresAt` (seconds). Written once per line: doing it again changes nothing. */
export async function putFaults(
  table: Table,
  importId: string,
  faults: ImportFault[],
  expiresAt: number,
): Promise<void> {
  await putItems(
    table,
    faults.map((fault) => ({
      ...faultKey(importId, fault.line),
      ...stamp('fault'),
      ...fitting(fault),
      expiresAt,
    })),
  );
}

/**
 * Faults in the order of the file, after the given line; `limit` at most, fewer when they are large.
 * A shard whose page was cut (1 MB) may hold earlier lines than the others showed: what lies beyond its end waits.
 */
export async function listFaults(
  table: Table,
  importId: string,
  afterLine: number,
  limit: number,
): Promise<{ faults: ImportFault[]; more: boolean }> {
  const pages = await Promise.all(
    Array.from({ length: SHARDS }, async (_, shard) => {
      const partition = faultsPartition(importId, shard);
      const page = await queryPage(table, { partition, after: faultLine(afterLine), limit });
      return { faults: page.items.map((item) => readItem(ImportFault, 'fault', item)), more: page.more };
    }),
  );
  const seenTo = Math.min(...pages.map(({ faults, more }) => (more ? (faults.at(-1)?.line ?? 0) : Infinity)));
  const found = pages.flatMap((page) => page.faults).sort((a, b) => a.line - b.line);
  const faults = found.filter((fault) => fault.line <= seenTo).slice(0, limit);
  return { faults, more: faults.length < found.length || pages.some((page) => page.more) };
}

/** Deletes the faults of a list that are hit; `beat` is called before each page. Answers how many. */
export async function deleteFaults(
  table: Table,
  list: string,
  isHit: (fault: ImportFault) => boolean,
  beat: () => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let shard = 0; shard < SHARDS; shard += 1) {
    for (let after: string | undefined, more = true; more;) {
      await beat();
      const page = await queryPage(table, { partition: faultsPartition(list, shard), after });
      const hits = page.items.filter((item) => isHit(ImportFault.parse(item)));
      const keys = hits.map(keyOf);
      await deleteItems(table, keys);
      count += keys.length;
      after = page.items.at(-1) && String(page.items.at(-1)?.['sk']);
      more = page.more && after !== undefined;
    }
  }
  return count;
}
