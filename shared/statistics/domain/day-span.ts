/** Days of UTC, `yyyy-mm-dd`; both ends among them. */
export interface DaySpan {
  from: string;
  to: string;
}

const DAY_MS = 24 * 60 * 60_000;
/** What one answer shows. */
export const MOST_DAYS = 366;

const dayAt = (instant: number): string => new Date(instant).toISOString().slice(0, 'yyyy-mm-dd'.length);

/** The days of a span, in order. */
export function daysOf({ from, to }: DaySpan): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, at) =>
    dayAt(first + at * DAY_MS),
  );
}

/**
 * The days that are meant: until today, and since something was made, where nothing is said of it; a year at most. Undefined where
 * the end is before the beginning, or a year after it.
 */
export function spanOf(
  asked: { from?: string | undefined; to?: string | undefined },
  madeAt: string,
  nowMs: number,
): DaySpan | undefined {
  const to = asked.to ?? dayAt(Math.max(nowMs, asked.from === undefined ? nowMs : Date.parse(asked.from)));
  const earliest = dayAt(Date.parse(to) - (MOST_DAYS - 1) * DAY_MS);
  const made = madeAt.slice(0, 'yyyy-mm-dd'.length);
  const since = made < to ? made : to;
  const from = asked.from ?? (since > earliest ? since : earliest);
  return from <= to && from >= earliest ? { from, to } : undefined;
}
