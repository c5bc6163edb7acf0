import * as z from 'zod';
import type { DateOrder, DecimalSign, ImportColumn } from '../import-columns.ts';
import { isGroupLike, isWholeName } from './column-names.ts';
import { withSeparator } from '../cells/group-list.ts';
import { variableNameFor } from '../import-columns.ts';
import { isFormulaError } from '../cells/formula-error.ts';
import { checkWishColumns } from './check-wish-columns.ts';
import { wrongGuess } from './wrong-guess.ts';
import { readYesNo } from '../../../platform/values/text/yes-no.ts';
import type { Variable, VariableType } from '../../../variables/domain/variable.ts';
import { dateOrderIn } from '../cells/parse-date.ts';
import { parseDate } from '../cells/parse-date.ts';
import { decimalSignIn, parseNumber } from '../cells/parse-number.ts';

/** A question that only the organizer can answer; the import waits for the answer, unless the question is optional. */
export const ColumnQuestion = z.object({
  question: z.enum([
    'encoding',
    'attendance-report',
    'date-order',
    'number-format',
    'too-many-new-groups',
    'mail-wish',
    'mail-wish-of-all',
    'groups',
    'ids',
  ]),
  /** 1-based; of the file as a whole, there is none. */
  column: z.number().optional(),
  columnName: z.string().optional(),
  /** Cells or words that could be read either way, or names of groups. */
  examples: z.array(z.string()),
  /** What has to be decided, and where to answer. */
  message: z.string().optional(),
  /** The import goes on without an answer; it only leaves something out. */
  optional: z.literal(true).optional(),
});
export type ColumnQuestion = z.infer<typeof ColumnQuestion>;

const EXAMPLES = 5;

const sayDateOrder =
  'These dates could be read either way. Say which in the column\'s mapping: "dateOrder": "day-first" or "month-first".';
const sayDecimalSign =
  'These numbers could be read either way. Say in the column\'s mapping which sign stands before decimals: "decimal": "comma" or "point".';

const sayMailWish =
  'This column may tell who wants no mail, and its words are not understood. Map it to "optedOut" (yes or a date: no mail), "optedIn" (no: no mail), "status", "bounced" or "complained"; or to "ignored" if it tells nothing of mail.';

/**
 * Studies the first rows: finds the order of dates and the decimal sign, offers unused columns as variables or groups,
 * withdraws guesses that the cells contradict, and asks what stays unclear.
 */
export function studyColumns(
  columns: ImportColumn[],
  sample: string[][],
  context: { variables: Variable[]; channel: string | undefined },
): { columns: ImportColumn[]; questions: ColumnQuestion[] } {
  const questions: ColumnQuestion[] = [];
  const used = new Set(context.variables.map((variable) => variable.name));
  const cells = cellsByColumn(columns, sample);
  const cellsOf = (index: number): string[] => cells[index] ?? [];
  const isWrong = wrongGuess(columns, context.channel);
  const open = columns.map((column, index) =>
    !column.isAsked && column.meaning === 'read-only' && isWrong(column, cellsOf(index))
      ? { name: column.name, meaning: 'ignored' as const }
      : column,
  );
  const wishes = checkWishColumns(open, cellsOf);
  const studied = open.map((given, index): ImportColumn => {
    const cells = cellsOf(index);
    if (wishes.asked.has(index)) ask('mail-wish', given, index)(distinct(cells));
    if (!given.isAsked && (wishes.dropped.has(index) || isWrong(given, cells)))
      return suggested({ name: given.name, meaning: 'ignored' }, index, cells, used);
    if (given.meaning === 'ignored' && !given.isAsked && given.suggest === undefined)
      return suggested(given, index, cells, used);
    const column = given.meaning === 'groups' ? withSeparator(given, cells) : given;
    const type = typeOf(column, context.variables);
    if (type === 'date' && column.dateOrder === undefined)
      return { ...column, ...decided(cells, dateOrderIn, 'dateOrder', ask('date-order', column, index)) };
    if (type === 'number' && column.decimal === undefined) {
      // Our own exports write numbers as machines do.
      if (column.name.startsWith('variables.')) return { ...column, decimal: 'point' };
      return { ...column, ...decided(cells, decimalSignIn, 'decimal', ask('number-format', column, index)) };
    }
    return column;
  });
  return { columns: studied, questions };

  function ask(question: keyof typeof sayings, column: ImportColumn, index: number) {
    return (examples: string[]) => {
      questions.push({
        question,
        column: index + 1,
        columnName: column.name,
        examples: examples.slice(0, EXAMPLES),
        message: sayings[question],
      });
    };
  }
}

const sayings = { 'date-order': sayDateOrder, 'number-format': sayDecimalSign, 'mail-wish': sayMailWish };

const distinct = (cells: string[]): string[] => [...new Set(cells.map((cell) => cell.slice(0, 100)))];

/** The filled cells of each column, without formulas that failed. */
const cellsByColumn = (columns: ImportColumn[], sample: string[][]): string[][] =>
  columns.map((_, index) =>
    sample.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '' && !isFormulaError(cell)),
  );

/** What the cells show if they agree; asks when they could mean either, or contradict each other. */
function decided<T extends DateOrder | DecimalSign, K extends string>(
  cells: string[],
  told: (cell: string) => T | 'either' | undefined,
  key: K,
  ask: (examples: string[]) => void,
): Partial<Record<K, T>> {
  const sayings = cells.map((cell) => ({ cell, says: told(cell) }));
  const clear = new Set(
    sayings.flatMap(({ says }) => (says === undefined || says === 'either' ? [] : [says])),
  );
  const [only] = clear;
  const result: Partial<Record<K, T>> = {};
  if (clear.size === 1 && only !== undefined) {
    result[key] = only;
    return result;
  }
  const open = sayings.filter(({ says }) => (clear.size > 1 ? says !== undefined : says === 'either'));
  if (open.length > 0) ask(open.map(({ cell }) => cell));
  return result;
}

/** The type by which the cells of a column are read; undefined when they are text or nothing. */
export function typeOf(column: ImportColumn, variables: Variable[]): VariableType | undefined {
  const { meaning } = column;
  if (meaning === 'consentAt') return 'date';
  if (meaning.startsWith('new-variable:'))
    return (['text', 'number', 'boolean', 'date'] as const).find(
      (type) => meaning === `new-variable:${type}`,
    );
  return variables.find((variable) => meaning === `variables.${variable.name}`)?.type;
}

function suggested(column: ImportColumn, index: number, cells: string[], used: Set<string>): ImportColumn {
  if (column.name.trim() === '' || cells.length === 0) return column;
  if (isWholeName(column.name)) return { ...column, suggest: { to: 'fullName' } };
  if (isGroupLike(column.name)) return { ...column, suggest: { to: 'groups' } };
  const name = variableNameFor(column.name, index + 1, used);
  used.add(name);
  return { ...column, suggest: { to: 'new-variable', name, type: guessType(cells) } };
}

/** Numbers with leading zeros are postcodes and the like: text. */
function guessType(cells: string[]): VariableType {
  const all = (fits: (cell: string) => boolean) => cells.every(fits);
  if (all((cell) => /\p{L}/u.test(cell) && readYesNo(cell) !== undefined)) return 'boolean';
  if (
    all(
      (cell) =>
        !/^[+-]?0\d/.test(cell) &&
        (decimalSignIn(cell) === 'either' || typeof parseNumber(cell, undefined) === 'number'),
    )
  )
    return 'number';
  if (all((cell) => dateOrderIn(cell) !== undefined || typeof parseDate(cell, undefined) === 'string'))
    return 'date';
  return 'text';
}
