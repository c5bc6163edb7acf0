import { isEmailAddress } from '../../../platform/values/email-address.ts';
import { ParticipantId } from '../../../platform/values/ids.ts';
import type { ImportColumn } from '../import-columns.ts';
import { foldName } from './heading-forms.ts';

/**
 * Takes the one column that holds nothing but addresses as that of the addresses, if no column is called so: lists use any
 * heading. Between two such columns the organizer decides.
 */
export function findAddressColumn(columns: ImportColumn[], rows: string[][]): ImportColumn[] {
  const isOpen = ({ meaning, isAsked }: ImportColumn): boolean => meaning === 'ignored' && !isAsked;
  const found = columns.filter(
    (column, index) => isOpen(column) && containsOnly(rows, index, isEmailAddress),
  );
  const [only] = found;
  if (!only || found.length > 1 || columns.some(({ meaning }) => meaning === 'email')) return columns;
  return columns.map((column) => (column === only ? { ...column, meaning: 'email' } : column));
}

/** Takes a column `id` as that of our exports if it holds nothing else: in other files such a column can be anything. */
export function findIdColumn(columns: ImportColumn[], rows: string[][]): ImportColumn[] {
  const isOurs = ({ name, meaning }: ImportColumn, index: number): boolean =>
    meaning === 'read-only' && foldName(name) === 'id' && containsOnly(rows, index, isId);
  const at = columns.some(({ meaning }) => meaning === 'id') ? -1 : columns.findIndex(isOurs);
  return columns.map((column, index) => (index === at ? { ...column, meaning: 'id' } : column));
}

const isId = (cell: string): boolean => ParticipantId.safeParse(cell).success;

/** Whether a column has filled cells and each of them passes the test. */
function containsOnly(rows: string[][], index: number, isIt: (cell: string) => boolean): boolean {
  const cells = rows.flatMap((row) => row[index]?.trim() ?? []).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every(isIt);
}
