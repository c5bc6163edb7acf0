import type { CountRecord } from '../../shared/platform/table/counts/count-record.ts';
import type { Key } from '../../shared/platform/table/key.ts';

/** The stream's records of so many things that came, one after the other; the first has this sequence number. */
export function recordsOf(
  key: Key,
  column: string,
  many: number,
  { sequence = 1, at = 1_000 }: { sequence?: number; at?: number } = {},
): CountRecord[] {
  return Array.from({ length: many }, (_, n) => ({
    ...{ key, at, columns: [column], before: 0, after: 1 },
    item: `item-${sequence + n}`,
    sequence: String(sequence + n),
  }));
}
