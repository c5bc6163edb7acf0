import type { FaultyRecord } from './csv-record.ts';
import type { Dialect } from '../values/csv-dialect.ts';

type WrittenForm = Pick<Dialect, 'delimiter' | 'lineEnding'>;

/**
 * Cells that are quoted: those with a delimiter (any of them: people open files with another one than ours), with quotes or
 * line breaks, with blanks or invisible signs at an end, guarded ones, and Excel's `sep=` hint.
 */
const QUOTED = /[,;\t|"\r\n]|^[\s'\p{Cf}\p{Cc}]|^sep=|\s$/iu;

/**
 * One line, with line ending, in the form of the original file: reading it with the same dialect gives the same
 * cells. Adds no formula guard (what the file had, it keeps). For the fault file: original cells plus one last.
 */
export const formatRecord = (cells: readonly string[], form: WrittenForm): string =>
  formatRecords([cells], form);

/** As `formatRecord`, for many at once; '' for none. */
export function formatRecords(records: readonly (readonly string[])[], form: WrittenForm): string {
  if (!records.some(isBlank)) return write(records, form, false);
  return records.map((cells) => write([cells], form, isBlank(cells))).join('');
}

/** Cells of an unreadable record for the fault file: split at each delimiter, quotes taken as plain text. */
export function cellsOfDamaged(record: FaultyRecord, form: Pick<Dialect, 'delimiter'>): string[] {
  return record.raw.replaceAll('\0', '').split(form.delimiter);
}

/** Blank cells without quotes would be read as a blank line, which is no record. */
const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Written by hand: a library that takes any form of CSV took half of an export's time. The tests hold it against one. */
const write = (records: readonly (readonly string[])[], form: WrittenForm, allQuoted: boolean): string => {
  let text = '';
  for (const cells of records) {
    let before = '';
    for (const cell of cells) {
      text += before;
      text += allQuoted || (cell !== '' && QUOTED.test(cell)) ? `"${cell.replaceAll('"', '""')}"` : cell;
      before = form.delimiter;
    }
    text += form.lineEnding;
  }
  return text;
};
