import { foldName } from './column-names.ts';
import { ParticipantId } from './ids.ts';
import type { ImportColumn } from './import-columns.ts';

/** Takes a column `id` for that of our exports where it holds nothing else: in other files such a column is anything. */
export function findIdColumn(columns: ImportColumn[], rows: string[][]): ImportColumn[] {
  const isOurs = ({ name, meaning }: ImportColumn, index: number): boolean =>
    meaning === 'read-only' && foldName(name) === 'id' && holdsIds(rows, index);
  const at = columns.some(({ meaning }) => meaning === 'id') ? -1 : columns.findIndex(isOurs);
  return columns.map((column, index) => (index === at ? { ...column, meaning: 'id' } : column));
}

function holdsIds(rows: string[][], index: number): boolean {
  const cells = rows.flatMap((row) => row[index]?.trim() ?? []).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => ParticipantId.safeParse(cell).success);
}
