import { isEmailAddress } from '../../../platform/values/email-address.ts';
import { columnContainsOnly } from '../../../platform/values/column-contains-only.ts';
import type { ImportColumn } from '../import-columns.ts';

/**
 * Takes the one column that holds nothing but addresses as that of the addresses, if no column is called so: lists use any
 * heading. Between two such columns the organizer decides.
 */
export function findAddressColumn(columns: ImportColumn[], rows: string[][]): ImportColumn[] {
  const isOpen = ({ meaning, isAsked }: ImportColumn): boolean => meaning === 'ignored' && !isAsked;
  const found = columns.filter(
    (column, index) => isOpen(column) && columnContainsOnly(rows, index, isEmailAddress),
  );
  const [only] = found;
  if (!only || found.length > 1 || columns.some(({ meaning }) => meaning === 'email')) return columns;
  return columns.map((column) => (column === only ? { ...column, meaning: 'email' } : column));
}
