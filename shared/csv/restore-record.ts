import type { FaultyRecord } from './csv-record.ts';
import type { Dialect } from './dialect.ts';

/**
 * One line, with line ending, in the form of the original file: reading it with the same dialect gives the same
 * cells. Adds no formula guard (what the file had, it keeps). For the fault file: original cells plus one last.
 */
export function formatRecord(cells: readonly string[], dialect: Pick<Dialect, 'delimiter' | 'lineEnding'>): string {
  throw new Error(`not written yet: ${cells.length} ${dialect.delimiter}`);
}

/** Cells of an unreadable record for the fault file: split at each delimiter, quotes taken as plain text. */
export function cellsOfDamaged(record: FaultyRecord, dialect: Pick<Dialect, 'delimiter'>): string[] {
  throw new Error(`not written yet: ${record.raw} ${dialect.delimiter}`);
}
