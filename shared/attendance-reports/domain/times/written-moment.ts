import { parseDate } from '../../../imports/domain/cells/parse-date.ts';
import { CLOCK, isoTime, plainDate } from '../../../imports/domain/cells/clock-time.ts';
import type { DateOrder } from '../../../imports/domain/import-columns.ts';

/** A moment as a file tells it: a wall time (ms, as if it were UTC), an instant, or a time of day (ms since midnight). */
export type WrittenMoment =
  | { kind: 'wall'; ms: number; isHalfDay: boolean }
  | { kind: 'instant'; ms: number }
  | { kind: 'clock'; ms: number; isHalfDay: boolean };

/** The commonest forms, read without looking for all others: a large report is a million of them. */
const USUAL = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([AP])M)?$/iu;
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/u;
const ONLY_CLOCK = new RegExp(`^${CLOCK}$`, 'iu');
const HALF = /\d ?[ap]\.?m\.?/iu;

/** Reads a moment with day and month in this order; undefined where it is none, or none in that order. */
export function readMoment(text: string, order: DateOrder | undefined): WrittenMoment | undefined {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return wall(dayMs(iso[1], iso[2], iso[3]), timeMs(iso[4], iso[5], iso[6], undefined), false);
  const usual = order && USUAL.exec(text);
  if (!usual) return readOther(text, order);
  const [, first, , second, year, hour, minute, seconds, half] = usual;
  const [day, month] = order === 'day-first' ? [first, second] : [second, first];
  return wall(dayMs(year, month, day), timeMs(hour, minute, seconds, half), half !== undefined);
}

const wall = (day: number, time: number, isHalfDay: boolean): WrittenMoment | undefined =>
  Number.isNaN(day + time) ? undefined : { kind: 'wall', ms: day + time, isHalfDay };

function dayMs(year = '', month = '', day = ''): number {
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const read = new Date(ms);
  return read.getUTCMonth() === Number(month) - 1 && read.getUTCDate() === Number(day) ? ms : Number.NaN;
}

function timeMs(hour = '', minute = '', seconds = '0', half: string | undefined): number {
  const number = Number(hour);
  if (half === undefined ? number > 23 : number < 1 || number > 12) return Number.NaN;
  const ofDay = half === undefined ? number : (number % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
  if (Number(minute) > 59 || Number(seconds) > 59) return Number.NaN;
  return ((ofDay * 60 + Number(minute)) * 60 + Number(seconds)) * 1000;
}

function readOther(text: string, order: DateOrder | undefined): WrittenMoment | undefined {
  const plain = plainDate(text);
  const isHalfDay = HALF.test(plain);
  if (ONLY_CLOCK.test(plain)) {
    const ms = Date.parse(`1970-01-01T${isoTime(plain) ?? ''}Z`);
    return Number.isNaN(ms) ? undefined : { kind: 'clock', ms, isHalfDay };
  }
  const read = parseDate(plain, order);
  if (typeof read !== 'string' || !read.includes('T')) return undefined;
  if (/(?:Z|[+-]\d{2}:?\d{2})$/u.test(read)) return { kind: 'instant', ms: Date.parse(read) };
  const ms = Date.parse(`${read}Z`);
  return Number.isNaN(ms) ? undefined : { kind: 'wall', ms, isHalfDay };
}
