/** A span of time in milliseconds: from `from` on, before `below`. */
export interface Span {
  from?: number | undefined;
  below?: number | undefined;
}

/** Sessions can be planned from 2020 to 2037, in local time. */
const FIRST = Date.UTC(2019, 11, 31);
const END = Date.UTC(2038, 0, 2);

/** The months in UTC (`2027-03`) of a span, as far as there can be sessions in them; the first one first. */
export function calendarMonths({ from = FIRST, below = END }: Span): string[] {
  const end = Math.min(below, END);
  const first = new Date(Math.max(from, FIRST));
  const months: string[] = [];
  for (let at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth()); at < end; at = monthAfter(at))
    months.push(new Date(at).toISOString().slice(0, 'yyyy-mm'.length));
  return months;
}

const monthAfter = (ms: number): number =>
  Date.UTC(new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth() + 1);
