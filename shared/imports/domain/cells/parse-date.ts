import type { DateOrder } from '../import-columns.ts';
import { CLOCK, isoTime, plainDate } from './clock-time.ts';
import { parseNamedMonth } from './named-month.ts';

/** Forms of dates that people write; `day-month` holds the two numbers whose order is unclear. */
type WrittenDate =
  | { kind: 'iso'; date: string; time?: string | undefined }
  | { kind: 'day-month'; first: number; second: number; year: number; time?: string | undefined };

const TIME = String.raw`(?:[T ,]+(${CLOCK}))?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, 'i');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`, 'i');
/** Two digits from here on are of the last century. */
const CENTURY_TURN = 70;

const WITHOUT_SIGNS = /^((?:19|20)\d{2})(\d{2})(\d{2})$/;

/** Longer texts are none. */
const MOST_CHARACTERS = 80;

function parse(cell: string): WrittenDate | undefined {
  if (cell.length > MOST_CHARACTERS) return undefined;
  const text = plainDate(cell);
  const bare = WITHOUT_SIGNS.exec(text);
  if (bare) return { kind: 'iso', date: bare.slice(1).join('-') };
  const named = parseNamedMonth(text);
  if (named) return { kind: 'iso', ...named };
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) {
    const [, year = '', month = '', day = '', time] = yearFirst;
    return { kind: 'iso', date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, time };
  }
  const yearLast = YEAR_LAST.exec(text);
  if (!yearLast) return undefined;
  const [, first, , second, written = '', time] = yearLast;
  const short = Number(written);
  const year = written.length === 4 ? short : short + (short < CENTURY_TURN ? 2000 : 1900);
  return { kind: 'day-month', first: Number(first), second: Number(second), year, time };
}

/**
 * What one cell shows about the order of day and month; undefined when it is no such date or shows nothing (`05/05/2027`).
 */
export function dateOrderIn(text: string): DateOrder | 'either' | undefined {
  const date = parse(text);
  if (date?.kind !== 'day-month' || date.first === date.second) return undefined;
  if (date.first > 12 && date.second <= 12) return 'day-first';
  if (date.second > 12 && date.first <= 12) return 'month-first';
  return date.first > 12 ? undefined : 'either';
}

export type DateFault = 'not-a-date' | 'date-order';

/**
 * Reads a date: as `yyyy-mm-dd`, or with its time as an instant or wall time. Where day and month could be exchanged and
 * nobody said how to read them, it is a fault, not a guess.
 */
export function parseDate(text: string, order: DateOrder | undefined): string | { fault: DateFault } {
  const date = parse(text);
  if (!date) return { fault: 'not-a-date' };
  const day = date.kind === 'iso' ? date.date : orderedDate(date, order ?? orderOf(date));
  if (day === undefined) return { fault: order === undefined ? 'date-order' : 'not-a-date' };
  if (!isDay(day)) return { fault: 'not-a-date' };
  if (date.time === undefined) return day;
  const time = isoTime(date.time);
  const instant = `${day}T${time ?? ''}`;
  return time === undefined || Number.isNaN(Date.parse(instant)) ? { fault: 'not-a-date' } : instant;
}

interface DayMonth {
  first: number;
  second: number;
  year: number;
}

function orderOf({ first, second }: DayMonth): DateOrder | undefined {
  if (first === second || (first > 12 && second <= 12)) return 'day-first';
  return second > 12 && first <= 12 ? 'month-first' : undefined;
}

function orderedDate({ first, second, year }: DayMonth, order: DateOrder | undefined): string | undefined {
  if (!order) return undefined;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Whether the day is in the calendar: 30 February would silently become 2 March. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
