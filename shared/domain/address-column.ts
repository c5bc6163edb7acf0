import { isEmailAddress } from './email-address.ts';
import type { ImportColumn } from './import-columns.ts';

/**
 * Takes for the addresses the one column that holds nothing else, where no column is called so: lists are called anything.
 * Two such columns are the organizer's to tell apart.
 */
export function findAddressColumn(columns: ImportColumn[], rows: string[][]): ImportColumn[] {
  const isOpen = ({ meaning, isAsked }: ImportColumn): boolean => meaning === 'ignored' && !isAsked;
  const found = columns.filter((column, index) => isOpen(column) && holdsAddresses(rows, index));
  const [only] = found;
  if (!only || found.length > 1 || columns.some(({ meaning }) => meaning === 'email')) return columns;
  return columns.map((column) => (column === only ? { ...column, meaning: 'email' } : column));
}

function holdsAddresses(rows: string[][], index: number): boolean {
  const cells = rows.flatMap((row) => row[index]?.trim() ?? []).filter((cell) => cell !== '');
  return cells.length > 0 && cells.every(isEmailAddress);
}
