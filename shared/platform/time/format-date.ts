import { offsetAt } from './zone-table.ts';

/** Ways to write dates for other programs; `excel` is `yyyy-mm-dd hh:mm:ss`, a date in every language of Excel. */
export type DateStyle = 'iso' | 'excel' | 'day-first' | 'month-first';

/**
 * A day (`2027-03-21`) or an instant (ISO 8601 with `Z` or an offset) as text. Instants are shown in `zone`; one outside
 * the zone table stays UTC and says so. What is neither stays as it is.
 */
export function formatDate(written: string, style: DateStyle, zone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return formatDay(written, style);
  if (!/(Z|[+-]\d{2}:\d{2})$/.test(written)) return written;
  const instant = Date.parse(written);
  if (Number.isNaN(instant)) return written;
  if (style === 'iso' && zone === 'UTC') return written;
  const offset = zone === 'UTC' ? 0 : offsetWithin(zone, instant);
  if (offset === undefined) return new Date(instant).toISOString();
  const wall = new Date(instant + offset * 60_000).toISOString();
  if (style === 'iso') return `${wall.slice(0, 19)}${formatOffset(offset)}`;
  return `${formatDay(wall.slice(0, 10), style)} ${wall.slice(11, 19)}`;
}

function formatDay(day: string, style: DateStyle): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (style === 'day-first') return `${date}.${month}.${year}`;
  return style === 'month-first' ? `${month}/${date}/${year}` : day;
}

function offsetWithin(zone: string, instant: number): number | undefined {
  try {
    return offsetAt(zone, instant);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function formatOffset(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
