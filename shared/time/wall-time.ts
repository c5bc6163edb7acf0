/** One way to read a wall time; `wall` is `YYYY-MM-DDTHH:mm`, `instant` in ms since 1970, `offset` in minutes east of UTC. */
export type WallTimeChoice = { wall: string; instant: number; offset: number };

/**
 * What a wall time means in a zone: one instant; none (the clock jumps over it: the choices lie before and after the
 * jump); two (the clock goes back over it: earlier, later); or a date outside the zone table.
 */
export type WallTimeMatch =
  | ({ kind: 'one' } & WallTimeChoice)
  | { kind: 'none' | 'two'; choices: readonly [WallTimeChoice, WallTimeChoice] }
  | { kind: 'outside' };

/** The instants at which clocks in `zone` show `wall`. Throws RangeError for an unknown zone or a malformed wall time. */
export function instantsOf(wall: string, zone: string): WallTimeMatch {
  throw new RangeError(`${wall} ${zone}`);
}

/** What clocks in `zone` show at an instant, `YYYY-MM-DDTHH:mm`. Throws as `offsetAt`. */
export function wallTimeAt(zone: string, instant: number): string {
  throw new RangeError(`${zone} ${instant}`);
}

/** The wall time a period of days, weeks or months later (`P14D`, `P1W`, `P1M`; `-P1D` before); 31 January + P1M is 28 or 29 February. */
export function addWallPeriod(wall: string, period: string): string {
  throw new RangeError(`${wall} ${period}`);
}
