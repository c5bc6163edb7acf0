import * as z from 'zod';
import { foldName } from './column-names.ts';
import { ColumnMeaning, DateOrder, DecimalSign, isShared, type ImportColumn } from './import-columns.ts';

const MOST_COLUMNS = 1000;

const MappedColumn = z.strictObject({
  /** The column's name, or its position from 1 on: only that tells two columns of one name apart. */
  column: z.union([z.string().min(1).max(300), z.int().min(1).max(MOST_COLUMNS)]),
  to: ColumnMeaning,
  dateOrder: DateOrder.optional(),
  decimal: DecimalSign.optional(),
});

/** What an organizer says of a file's columns; those not named keep their guess. */
export const ImportMapping = z.strictObject({
  columns: z.array(MappedColumn).max(MOST_COLUMNS),
  /** False: the first line is a row already. Without it, that is seen from the line itself. */
  header: z.boolean().optional(),
});
export type ImportMapping = z.infer<typeof ImportMapping>;

/** The columns as guessed, with the organizer's word over it; or why that does not go together. */
export function applyMapping(
  guessed: ImportColumn[],
  mapping: ImportMapping | undefined,
): ImportColumn[] | { fault: string } {
  if (!mapping) return guessed;
  const chosen = new Map<number, ImportColumn>();
  const meant = new Set<string>();
  for (const { column, to, dateOrder, decimal } of mapping.columns) {
    const found = positionsOf(guessed, column);
    const [index] = found;
    if (index === undefined) return { fault: `The file has no column ${said(column)}.` };
    if (found.length > 1)
      return {
        fault: `${found.length} columns are called ${said(column)}; name the column by its position.`,
      };
    if (chosen.has(index)) return { fault: `The column ${said(column)} is mapped twice.` };
    if (meant.has(to) && !isShared(to)) return { fault: `Two columns are mapped to ${to}.` };
    meant.add(to);
    chosen.set(index, { name: guessed[index]?.name ?? '', meaning: to, dateOrder, decimal });
  }
  return guessed.map((column, index) => {
    const own = chosen.get(index);
    if (own) return own;
    return meant.has(column.meaning) && !isShared(column.meaning)
      ? { name: column.name, meaning: 'ignored' }
      : column;
  });
}

const said = (column: string | number): string =>
  typeof column === 'number' ? `number ${column}` : `"${column.slice(0, 100)}"`;

/** Exactly named columns win over those that differ in case or signs. */
function positionsOf(columns: ImportColumn[], wanted: string | number): number[] {
  if (typeof wanted === 'number') return wanted <= columns.length ? [wanted - 1] : [];
  const matching = (isIt: (name: string) => boolean) =>
    columns.flatMap((column, index) => (isIt(column.name) ? [index] : []));
  const exact = matching((name) => name === wanted.trim());
  const folded = foldName(wanted);
  return exact.length > 0 || folded === '' ? exact : matching((name) => foldName(name) === folded);
}
