import type { DateOrder } from '../../imports/domain/import-columns.ts';
import type { ReportReader, WrittenRow } from './report.ts';
import { readMoment, type WrittenMoment } from './times/written-moment.ts';

const orders: readonly DateOrder[] = ['day-first', 'month-first'];
const DAY = 24 * 3600_000;
const MINUTE = 60_000;
/** Moments that are kept to find where most of them lie. */
const MOST_MINUTES = 50_000;
/** The share of joins before the beginning, and of leaves behind the end: a few rows of a damaged file may lie anywhere. */
const OUTLIERS = 0.01;

/** What the times of a whole file show. */
export interface ReportFacts {
  rows: number;
  /** People's rows; not of those who did not come. */
  stays: number;
  /** The orders of day and month in which all of its dates are dates; both where none of them shows which it is. */
  orders: DateOrder[];
  /** Whether the two orders make different dates of it. */
  isOrderOpen: boolean;
  /** The file has times of day without a date. */
  isClockOnly: boolean;
  /** It says `a.m.` and `p.m.`, or has an hour that only a 24-hour clock has. */
  isClockClear: boolean;
  /** The times are instants: UTC, or with an offset. */
  isExact: boolean;
  /** When it begins and ends, as written (wall time, or instant, in ms), by order of day and month. */
  spans: Partial<Record<DateOrder, Span>>;
  hasAttendees: boolean;
}

interface Span {
  from: number;
  until: number;
}

/** Collects the facts of a file row by row; holds no row. */
export class FactsOfReport {
  rows = 0;
  stays = 0;
  #hasAttendees = false;
  #isClockOnly = false;
  #isClockClear = false;
  #isExact = false;
  #isOrderOpen = false;
  readonly #impossible = new Set<DateOrder>();
  readonly #joins = { 'day-first': new Map<number, number>(), 'month-first': new Map<number, number>() };
  readonly #leaves = { 'day-first': new Map<number, number>(), 'month-first': new Map<number, number>() };

  add(row: WrittenRow): void {
    this.rows += 1;
    if (!row.wasThere) return;
    this.stays += 1;
    this.#hasAttendees ||= row.role === 'attendee';
    if (row.joined !== undefined) this.#look(row.joined, this.#joins);
    if (row.left !== undefined) this.#look(row.left, this.#leaves);
  }

  /** What was found; the meeting's own times show as much as a row's. */
  of({ meeting, isUtc }: Pick<ReportReader, 'meeting' | 'isUtc'>): ReportFacts {
    if (meeting.starts !== undefined) this.#look(meeting.starts, undefined);
    if (meeting.ends !== undefined) this.#look(meeting.ends, undefined);
    const possible = orders.filter((order) => !this.#impossible.has(order));
    return {
      rows: this.rows,
      stays: this.stays,
      orders: possible.length === 0 ? [...orders] : possible,
      isOrderOpen: this.#isOrderOpen && possible.length !== 1,
      isClockOnly: this.#isClockOnly,
      isClockClear: this.#isClockClear,
      isExact: this.#isExact || isUtc === true,
      spans: Object.fromEntries(
        orders.flatMap((order) => {
          const span = this.#spanOf(order, meeting);
          return span ? [[order, span]] : [];
        }),
      ),
      hasAttendees: this.#hasAttendees,
    };
  }

  #look(text: string, into: Record<DateOrder, Map<number, number>> | undefined): void {
    const [day, month] = orders.map((order) => readMoment(text, order));
    if (!day && !month) return;
    if (!day) this.#impossible.add('day-first');
    if (!month) this.#impossible.add('month-first');
    if (day && month && day.ms !== month.ms) this.#isOrderOpen = true;
    this.#note(day ?? month);
    for (const [order, moment] of [
      ['day-first', day],
      ['month-first', month],
    ] as const)
      if (moment && into) count(into[order], Math.floor(moment.ms / MINUTE));
  }

  #note(moment: WrittenMoment | undefined): void {
    if (!moment) return;
    if (moment.kind === 'instant') this.#isExact = true;
    else {
      this.#isClockOnly ||= moment.kind === 'clock';
      const hour = Math.floor((moment.ms % DAY) / (60 * MINUTE));
      this.#isClockClear ||= moment.isHalfDay || hour > 12 || hour === 0;
    }
  }

  #spanOf(order: DateOrder, { starts, ends }: ReportReader['meeting']): Span | undefined {
    const begins = starts === undefined ? undefined : readMoment(starts, order);
    const stops = ends === undefined ? undefined : readMoment(ends, order);
    const from = begins?.ms ?? quantile(this.#joins[order], OUTLIERS);
    const until = stops?.ms ?? quantile(this.#leaves[order], 1 - OUTLIERS) ?? from;
    return from === undefined || until === undefined ? undefined : { from, until };
  }
}

function count(minutes: Map<number, number>, minute: number): void {
  const known = minutes.get(minute);
  if (known !== undefined || minutes.size < MOST_MINUTES) minutes.set(minute, (known ?? 0) + 1);
}

/** The moment (ms) before which this share of them lies. */
function quantile(minutes: ReadonlyMap<number, number>, share: number): number | undefined {
  const sorted = [...minutes].toSorted(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, times]) => sum + times, 0);
  let passed = 0;
  for (const [minute, times] of sorted) {
    passed += times;
    if (passed >= Math.ceil(all * share) && passed > 0) return minute * MINUTE;
  }
  return undefined;
}
