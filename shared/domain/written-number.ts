import type { DecimalSign } from './import-columns.ts';

/** Digits in groups of three by blanks, apostrophes, points or commas, and a fraction or none. */
const NUMBER = /^([+-]?)(\d{1,15}(?:[ \u00a0\u202f'’.,]\d{3})*|\d+)(?:([.,])(\d+))?$/u;
const SIGNS = /[.,]/g;

/** What one cell says of the decimal sign; undefined when it says nothing (`1200`, `1 200`). */
export function decimalTold(text: string): DecimalSign | 'either' | undefined {
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

export type NumberFault = 'not-a-number' | 'number-format' | 'out-of-range';

/** A cell as a number. `1,234` with nothing that tells whether it is 1.234 or 1234 is a fault, not a guess. */
export function readNumber(text: string, decimal: DecimalSign | undefined): number | { fault: NumberFault } {
  const cell = text.trim();
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(cell)) return inRange(Number(cell));
  const told = decimal ?? decimalTold(cell);
  if (told === 'either') return { fault: 'number-format' };
  const sign = told === 'comma' ? ',' : '.';
  const [whole = '', fraction, ...more] = cell.split(sign);
  const grouped = NUMBER.exec(whole);
  if (!grouped || more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction)))
    return { fault: 'not-a-number' };
  const digits = whole.replace(/[^\d+-]/gu, '');
  return inRange(Number(fraction === undefined ? digits : `${digits}.${fraction}`));
}

/** What the table can hold and JSON can tell exactly. */
function inRange(number: number): number | { fault: NumberFault } {
  const size = Math.abs(number);
  return number === 0 || (size >= 1e-100 && size <= Number.MAX_SAFE_INTEGER)
    ? number
    : { fault: 'out-of-range' };
}
