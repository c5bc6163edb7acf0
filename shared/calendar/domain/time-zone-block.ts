import { offsetSpans, type OffsetSpan } from '../../platform/time/zone-table.ts';
import { contentLine } from './content-line.ts';

const MINUTE = 60_000;
const YEAR = 366 * 24 * 60 * MINUTE;

/**
 * The VTIMEZONE of a zone for the times from `from` to `to` and a year around (ms since the epoch): every change of its clocks by itself, as
 * our own table has it (RFC 5545, 3.6.5). No rule is guessed: what readers know of the zone may be older, or newer.
 */
export function timeZoneBlock(zone: string, from: number, to: number): string {
  const spans = offsetSpans(zone);
  const parts = spans.flatMap((span, at) =>
    span.until > from - YEAR && span.from <= to + YEAR ? observance(span, spans[at - 1]) : [],
  );
  return [
    contentLine('BEGIN', 'VTIMEZONE'),
    contentLine('TZID', zone),
    ...parts,
    contentLine('END', 'VTIMEZONE'),
  ].join('');
}

/** From one change of the clocks on. It begins at the wall time before the change. */
function observance({ from, offset }: OffsetSpan, before: OffsetSpan | undefined): string {
  const earlier = before?.offset ?? offset;
  const kind = offset > earlier ? 'DAYLIGHT' : 'STANDARD';
  return [
    contentLine('BEGIN', kind),
    contentLine('DTSTART', wallText(from + earlier * MINUTE)),
    contentLine('TZOFFSETFROM', offsetText(earlier)),
    contentLine('TZOFFSETTO', offsetText(offset)),
    contentLine('END', kind),
  ].join('');
}

/** A wall time as `20270321T100000`, from its milliseconds as if it were UTC. */
const wallText = (shifted: number): string =>
  new Date(shifted).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '');

/** An instant as `20270321T090000Z`. */
export const instantText = (ms: number): string => `${wallText(ms)}Z`;

function offsetText(minutes: number): string {
  const absolute = Math.abs(minutes);
  const digits = (number: number) => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(absolute / 60))}${digits(absolute % 60)}`;
}
