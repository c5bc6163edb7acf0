import { isGroupLike } from '../headings/column-names.ts';
import type { ImportColumn } from '../import-columns.ts';

/** What stands between groups in one cell, where it is no `;`. */
export type GroupSeparator = ImportColumn['separator'];

/** Names of groups in one cell: between them `;`, which a backslash makes part of a name, as it makes itself. */
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

/** A column of tags, with what stands between them there: those of other products, not the groups of our exports. */
export function withSeparator(column: ImportColumn, cells: string[]): ImportColumn {
  const has = (sign: string): boolean => cells.some((cell) => cell.includes(sign));
  if (!isGroupLike(column.name)) return column;
  if (has(':::') || cells.some((cell) => cell.startsWith('* '))) return { ...column, separator: ':::' };
  if (has(';')) return column;
  return { ...column, separator: has('|') ? '|' : ',' };
}
