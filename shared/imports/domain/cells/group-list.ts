import { isGroupLike } from '../headings/column-names.ts';
import type { ImportColumn } from '../import-columns.ts';

/** Separators of groups in one cell besides `;`. */
export type GroupSeparator = ImportColumn['separator'];

/**
 * Splits a cell into names of groups, separated by `;`. A backslash before `;` or another backslash makes it part of a
 * name.
 */
export function splitGroups(cell: string, separator?: GroupSeparator): string[] {
  if (separator !== undefined)
    return cell
      .split(separator)
      .map(withoutMarks)
      .filter((name) => name !== '' && name !== EVERYBODY);
  const names = [''];
  for (let at = 0; at < cell.length; at += 1) {
    const sign = cell.charAt(at);
    if (sign === ';') names.push('');
    else if (sign === '\\' && /[;\\]/.test(cell.charAt(at + 1))) {
      at += 1;
      names.push(`${names.pop() ?? ''}${cell.charAt(at)}`);
    } else names.push(`${names.pop() ?? ''}${sign}`);
  }
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** How Google calls the group of everybody. */
const EVERYBODY = 'myContacts';

/** Google marks its own groups with a star, Mailchimp writes tags in quotes. */
const withoutMarks = (name: string): string =>
  name
    .trim()
    .replace(/^\* /, '')
    .replace(/^"(.*)"$/u, '$1')
    .trim();

/** Splits a cell of tags from another product, with that product's separator; not for the groups of our own exports. */
export function withSeparator(column: ImportColumn, cells: string[]): ImportColumn {
  const has = (sign: string): boolean => cells.some((cell) => cell.includes(sign));
  if (!isGroupLike(column.name)) return column;
  if (has(':::') || cells.some((cell) => cell.startsWith('* '))) return { ...column, separator: ':::' };
  if (has(';')) return column;
  return { ...column, separator: has('|') ? '|' : ',' };
}
