import { isEmailAddress } from '../../platform/values/email-address.ts';
import { foldName } from './headings/heading-forms.ts';
import { guessColumns, hasIdentity } from './import-columns.ts';
import type { ImportMapping } from './import-mapping.ts';

/** A line of a file's beginning; without cells where it cannot be read. */
export interface TopLine {
  /** 1-based; `endLine` is that of the next one. */
  line: number;
  endLine: number;
  cells: string[] | undefined;
}

/** Titles, notes and blank lines may stand above the names of the columns, but not many. */
const LINES_LOOKED_AT = 20;

/**
 * Finds the line that names the columns: the one that the mapping gives, else the first that names an address or
 * identifier, or all columns of the mapping, else the one above the first address where only titles stand before it, else
 * the first. Undefined where the mapping gives a line that is not there.
 */
export function findHeader(
  lines: TopLine[],
  { channel, mapping }: { channel?: string | undefined; mapping?: ImportMapping | undefined },
): number | undefined {
  if (mapping?.header === false) return 0;
  const { headerLine } = mapping ?? {};
  if (headerLine !== undefined) {
    const at = lines.findIndex(({ line, endLine }) => line <= headerLine && headerLine < endLine);
    return at < 0 ? undefined : at;
  }
  const top = lines.filter(({ line }) => line <= LINES_LOOKED_AT).map(({ cells = [] }) => cells);
  const firstAddress = top.findIndex(hasAddress);
  const named = top.findIndex(
    (cells, at) =>
      !hasAddress(cells) &&
      (hasIdentity(guessColumns(cells), channel) || namesAllOf(cells, mapping)) &&
      (firstAddress < 0 || at < firstAddress || isBelowTitles(top, at) || isAboveAddresses(top, at)),
  );
  if (named >= 0) return named;
  return firstAddress > 1 ? aboveAddresses(top.slice(0, firstAddress)) : 0;
}

/** Whether the addresses of the column that it names stand below it only: any above belong to titles. */
function isAboveAddresses(top: string[][], at: number): boolean {
  const column = guessColumns(top[at] ?? []).findIndex(({ meaning }) => meaning === 'email');
  const isHere = (cells: string[]): boolean => isEmailAddress((cells[column] ?? '').trim());
  return top.slice(at + 1).some(isHere) && !top.slice(0, at).some(isHere);
}

const hasAddress = (cells: string[]): boolean => cells.some((cell) => isEmailAddress(cell.trim()));
const filled = (cells: string[]): number => cells.filter((cell) => cell.trim() !== '').length;

/** A title may hold an address (`Exported by`), but is no row: it has fewer cells. */
const isBelowTitles = (top: string[][], at: number): boolean =>
  top.slice(0, at).every((cells) => filled(cells) < filled(top[at] ?? []));

function namesAllOf(cells: string[], mapping: ImportMapping | undefined): boolean {
  const wanted = (mapping?.columns ?? []).flatMap(({ column }) =>
    typeof column === 'string' ? [foldName(column)] : [],
  );
  const names = new Set(cells.map(foldName));
  return wanted.length > 0 && wanted.every((name) => names.has(name));
}

/** The first that is as wide as any, unless the very first line is half as wide already. */
function aboveAddresses(top: string[][]): number {
  const widest = Math.max(...top.map(filled));
  const [first = []] = top;
  if (filled(first) > 1 && filled(first) * 2 >= widest) return 0;
  return top.findIndex((cells) => filled(cells) === widest);
}
