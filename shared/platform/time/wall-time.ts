import { offsetAt, offsetSpans, type OffsetSpan } from './zone-table.ts';

const minute = 60_000;

/**
 * One way to read a wall time: `wall` is `YYYY-MM-DDTHH:mm`, `instant` in ms since 1970, `offset` in minutes east of
 * UTC.
 */
export type WallTimeChoice = { wall: string; instant: number; offset: number };

/**
 * What a wall time means in a zone: one instant; none (the clock jumps over it: the choices lie before and after the
 * jump); two (the clock goes back over it: the choices are the earlier and the later); or a date outside the zone
 * table.
 */
export type WallTimeMatch =
  | ({ kind: 'one' } & WallTimeChoice)
  | { kind: 'none' | 'two'; choices: readonly [WallTimeChoice, WallTimeChoice] }
  | { kind: 'outside' };

/** Whether a text is an existing date and time, written `YYYY-MM-DDTHH:mm`. */
export function isWallTime(text: string): boolean {
  const shifted = Date.parse(`${text}:00Z`);
  // The way back refuses 30 February, 24:00 and every other spelling that Date.parse lets through.
  return !Number.isNaN(shifted) && printWall(shifted) === text;
}

/**
 * The instants at which clocks in `zone` show `wall` (`YYYY-MM-DDTHH:mm`).
 * Throws RangeError for an unknown zone and for a malformed wall time.
 */
export function instantsOf(wall: string, zone: string): WallTimeMatch {
  const shifted = parseWall(wall);
  const spans = offsetSpans(zone);
  const [first, second] = spans.filter((span) => holds(span, shifted - span.offset * minute));
  if (first && second)
    return { kind: 'two', choices: [choose(shifted, first.offset), choose(shifted, second.offset)] };
  if (first) return { kind: 'one', ...choose(shifted, first.offset) };
  return aroundTheGap(shifted, spans);
}

/** What clocks in `zone` show at an instant (ms since 1970): `YYYY-MM-DDTHH:mm`. Throws as `offsetAt`. */
export function wallTimeAt(zone: string, instant: number): string {
  return printWall(instant + offsetAt(zone, instant) * minute);
}

/**
 * Both readings of a time that was skipped, with the clock from before the jump and from after it: 02:30 between 02:00 and
 * 03:00 offers 01:30 and 03:30.
 */
function aroundTheGap(shifted: number, spans: OffsetSpan[]): WallTimeMatch {
  for (const [i, before] of spans.entries()) {
    const after = spans[i + 1];
    if (!after || shifted >= after.from + after.offset * minute) continue;
    if (shifted < after.from + before.offset * minute) break;
    const early = shifted - after.offset * minute;
    const late = shifted - before.offset * minute;
    return {
      kind: 'none',
      choices: [
        choose(early + before.offset * minute, before.offset),
        choose(late + after.offset * minute, after.offset),
      ],
    };
  }
  return { kind: 'outside' };
}

function holds(span: OffsetSpan, instant: number): boolean {
  return span.from <= instant && instant < span.until;
}

function choose(shifted: number, offset: number): WallTimeChoice {
  return { wall: printWall(shifted), instant: shifted - offset * minute, offset };
}

/** The instant at which a clock in UTC shows `wall`. */
function parseWall(wall: string): number {
  if (!isWallTime(wall)) throw new RangeError(`Not a wall time: ${wall}`);
  return Date.parse(`${wall}:00Z`);
}

function printWall(shifted: number): string {
  return new Date(shifted).toISOString().slice(0, 16);
}
