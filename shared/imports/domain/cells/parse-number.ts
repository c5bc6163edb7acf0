import type { DecimalSign } from '../import-columns.ts';

/** Digits, or groups of three between blanks, or between the same apostrophe, point or comma throughout. */
const WHOLE =
  /^[+-]?(?:\d+|[1-9]\d{0,2}(?:(?:[ \u00a0\u202f]\d{3})+|(?<sign>['’.,])\d{3}(?:\k<sign>\d{3})*))$/u;
const SIGNS = /[.,]/g;

/** What one cell shows about the decimal sign; undefined when it shows nothing (`1200`, `1 200`). */
export function decimalSignIn(text: string): DecimalSign | 'either' | undefined {
  const cell = text.trim();
  const signs = cell.match(SIGNS) ?? [];
  const last = signs.at(-1);
  if (last === undefined || !/^[+-]?\d[\d .,'’\u00a0\u202f]*$/u.test(cell)) return undefined;
  const isLast = last === ',' ? 'comma' : 'point';
  const other = last === ',' ? 'point' : 'comma';
  if (new Set(signs).size === 2) return isLast;
  if (signs.length > 1) return other;
  const [whole = '', fraction = ''] = cell.split(last);
  const couldGroup = fraction.length === 3 && /^[+-]?[1-9]\d{0,2}$/.test(whole);
  return couldGroup ? 'either' : isLast;
}

export type NumberFault = 'not-a-number' | 'number-format' | 'decimal-sign' | 'out-of-range';

/**
 * Reads a number. `1,234` is a fault, not a guess, when nothing shows whether it is 1.234 or 1234; so is `1,5` in a column
 * whose decimal sign is the point.
 */
export function parseNumber(text: string, decimal: DecimalSign | undefined): number | { fault: NumberFault } {
  const cell = text.trim();
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(cell)) return inRange(Number(cell));
  const told = decimal ?? decimalSignIn(cell) ?? 'point';
  if (told === 'either') return { fault: 'number-format' };
  const number = numberWith(told, cell);
  if (number !== undefined) return inRange(number);
  const isOtherSign =
    decimal !== undefined && numberWith(decimal === 'comma' ? 'point' : 'comma', cell) !== undefined;
  return { fault: isOtherSign ? 'decimal-sign' : 'not-a-number' };
}

function numberWith(decimal: DecimalSign, cell: string): number | undefined {
  const [whole = '', fraction = '0', ...more] = cell.split(decimal === 'comma' ? ',' : '.');
  if (!WHOLE.test(whole) || !/^\d+$/.test(fraction) || more.length > 0) return undefined;
  return Number(`${whole.replace(/[^\d+-]/gu, '')}.${fraction}`);
}

/** Numbers that the table and JSON can hold exactly. */
function inRange(number: number): number | { fault: NumberFault } {
  const size = Math.abs(number);
  return number === 0 || (size >= 1e-100 && size <= Number.MAX_SAFE_INTEGER)
    ? number
    : { fault: 'out-of-range' };
}
