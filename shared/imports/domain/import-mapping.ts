import * as z from 'zod';
import { foldName } from './headings/heading-forms.ts';
import {
  ColumnMeaning,
  DateOrder,
  DecimalSign,
  isShared,
  targetsText,
  Suggestion,
  type ImportColumn,
} from './import-columns.ts';
import { VariableName, VariableType, type Variable } from '../../variables/domain/variable.ts';

const MOST_COLUMNS = 1000;

const FittingColumn = z.strictObject({
  /** The column's name, or its position from 1 on: only that tells two columns of one name apart. */
  column: z.union([z.string().min(1).max(300), z.int().min(1).max(MOST_COLUMNS)]),
  /** What it means; or a preview's suggestion, as it stands or with another name. */
  to: z.union([ColumnMeaning, z.literal('new-variable'), Suggestion], { error: targetsText }),
  /** Name and type of a new variable; without a name, one is made from the column's. */
  name: VariableName.optional(),
  type: VariableType.optional(),
  dateOrder: DateOrder.optional(),
  decimal: DecimalSign.optional(),
});

const MappedColumn = FittingColumn.refine((one) => one.to !== 'new-variable' || one.type !== undefined, {
  path: ['type'],
  error: `must be one of ${VariableType.options.join(', ')} for a new variable`,
});

/** What a mapping's entry comes down to. */
function targetOf({ to, name, type }: z.infer<typeof FittingColumn>): {
  meaning: ColumnMeaning;
  variable?: string | undefined;
} {
  if (typeof to === 'object')
    return to.to === 'new-variable'
      ? { meaning: `new-variable:${to.type}`, variable: name ?? to.name }
      : { meaning: to.to };
  if (to === 'new-variable') return { meaning: `new-variable:${type ?? 'text'}`, variable: name };
  return { meaning: to, variable: to.startsWith('new-variable:') ? name : undefined };
}

/** What an organizer says about a file's columns; columns that are not named keep their guess. */
export const ImportMapping = z.strictObject({
  columns: z.array(MappedColumn).max(MOST_COLUMNS).default([]),
  /** False: the first line is a row already. Without it, that is seen from the line itself. */
  header: z.boolean().optional(),
  /** The line that names the columns, 1-based, where it is not found by itself; what stands above it is left out. */
  headerLine: z.int().min(1).max(1000).optional(),
  /** The sheet of a workbook, by its name. Without it, the first visible one. */
  sheet: z.string().min(1).max(100).optional(),
  /** What holds of everybody in the file, who want no mail; `as-told` where only its columns tell, whatever its name says. */
  everybody: z.enum(['unsubscribed', 'bounced', 'complained', 'as-told']).optional(),
});
export type ImportMapping = z.infer<typeof ImportMapping>;

/** A variable that a mapping names and nobody has defined; its values would be kept where nobody finds them. */
export function unknownVariableIn(mapping: ImportMapping, variables: Variable[]): string | undefined {
  return mapping.columns
    .map((entry) => /^variables\.(.+)$/.exec(targetOf(entry).meaning)?.[1])
    .find((name) => name !== undefined && !variables.some((variable) => variable.name === name));
}

/** The guessed columns with the organizer's choices applied; or why these do not go together. */
export function applyMapping(
  guessed: ImportColumn[],
  mapping: ImportMapping | undefined,
): ImportColumn[] | { fault: string } {
  if (!mapping) return guessed;
  const chosen = new Map<number, ImportColumn>();
  const meant = new Set<string>();
  for (const entry of mapping.columns) {
    const { column, dateOrder, decimal } = entry;
    const { meaning: to, variable } = targetOf(entry);
    const found = positionsOf(guessed, column);
    const [index] = found;
    if (index === undefined) return { fault: `The file has no column ${said(column)}.` };
    if (found.length > 1)
      return {
        fault: `${found.length} columns are called ${said(column)}; name the column by its position.`,
      };
    if (chosen.has(index)) return { fault: `The column ${said(column)} is mapped twice.` };
    if (variable !== undefined && [...chosen.values()].some((one) => one.variable === variable))
      return { fault: `Two columns are mapped to a new variable ${variable}.` };
    if (meant.has(to) && !isShared(to)) return { fault: `Two columns are mapped to ${to}.` };
    meant.add(to);
    chosen.set(index, {
      name: guessed[index]?.name ?? '',
      meaning: to,
      isAsked: true,
      dateOrder,
      decimal,
      variable,
    });
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
