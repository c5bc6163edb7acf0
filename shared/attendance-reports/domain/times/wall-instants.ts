import { instantsOf } from '../../../platform/time/wall-time.ts';

/** Clocks are changed at full quarters of an hour. */
const QUARTER = 15 * 60_000;
const MINUTE = 60_000;

/** The instants at which clocks of the zone show a wall time (ms, as if it were UTC), to the millisecond; none outside the zone table. */
export function wallInstants(zone: string): (wallMs: number) => number[] {
  const known = new Map<number, number[]>();
  return (wallMs) => {
    const quarter = Math.floor(wallMs / QUARTER) * QUARTER;
    let offsets = known.get(quarter);
    if (!offsets) known.set(quarter, (offsets = offsetsIn(zone, quarter)));
    return offsets.map((offset) => wallMs - offset * MINUTE);
  };
}

function offsetsIn(zone: string, quarter: number): number[] {
  const match = instantsOf(new Date(quarter).toISOString().slice(0, 16), zone);
  if (match.kind === 'outside') return [];
  return match.kind === 'one' ? [match.offset] : match.choices.map(({ offset }) => offset);
}
