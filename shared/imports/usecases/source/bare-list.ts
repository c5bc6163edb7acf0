import type { CsvRecord } from '../../../platform/csv/csv-record.ts';
import { stripFormulaGuard } from '../../../platform/csv/formula-guard.ts';
import { isEmailAddress } from '../../../platform/values/email-address.ts';
import { guessColumns, type ImportColumn } from '../../domain/import-columns.ts';
import { cutList, type ListEntry } from '../../domain/list-entries.ts';
import { splitFullName } from '../../../people/domain/split-full-name.ts';

/** A line of so many characters may go on beyond the text that was read, which is cut somewhere. */
const LONG_LINE = 10_000;

/** Whether a cell of the first line is an address, so that the line names no columns. */
export const isAddressCell = (text: string): boolean => isEmailAddress(stripFormulaGuard(text));

/**
 * A first line of nothing but addresses, with the names of their owners or without, is a list. With a channel given, so is
 * one that names no column we know; a line that cannot be cut into columns may still be a long list.
 */
export function isBareList(text: string, first: CsvRecord, inChannel: boolean): boolean {
  const [line = '', ...others] = text.trim().split(/[\r\n]/, 2);
  const isLast = others.length > 0 || line.length < LONG_LINE;
  const { entries: whole } = cutList(line, { inChannel: false, isLast });
  if (whole.length > 0 && whole.every(({ id }) => isAddressCell(id))) return true;
  return (
    inChannel &&
    !('fault' in first && first.fault.code === 'bad-encoding') &&
    guessColumns('fault' in first ? whole.map(({ id }) => id) : first.cells).every(
      (column) => column.meaning === 'ignored',
    )
  );
}

/** The first entries of a list, as the rows that they become. */
export function entryRecords(text: string, most: number, inChannel: boolean): CsvRecord[] {
  return cutList(text, { inChannel, isLast: text.length < LONG_LINE })
    .entries.slice(0, most)
    .map(entryCells(inChannel))
    .map((cells, index) => ({ cells, line: index + 1, record: index, end: 0, endLine: 0 }));
}

/** What the cells of a list's entry mean. */
export const listColumns = (inChannel: boolean): ImportColumn[] =>
  (inChannel ? (['externalId'] as const) : (['email', 'firstName', 'lastName'] as const)).map((meaning) => ({
    name: meaning,
    meaning,
  }));

export const entryCells =
  (inChannel: boolean) =>
  ({ id, name }: ListEntry): string[] => {
    if (inChannel) return [id];
    const { firstName, lastName } = splitFullName(name);
    return [id, firstName, lastName];
  };
