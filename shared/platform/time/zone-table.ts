import data from './zone-data.json' with { type: 'json' };

const minute = 60_000;

/** A stretch of time with one offset: `from` <= instant < `until` (ms since 1970), `offset` in minutes east of UTC. */
export type OffsetSpan = { from: number; until: number; offset: number };

/** The release of the IANA zone data behind every instant and every shown offset, e.g. `2026f`. */
export const zoneTableVersion: string = data.version;

const histories = new Map(data.histories.flatMap((history) => history.zones.map((zone) => [zone, history])));
const renamed = new Map(Object.entries(data.renamed));

/** Whether the table knows the name, exactly as written; old names (`Asia/Calcutta`) count. */
export function isTimeZone(name: string): boolean {
  return histories.has(name);
}

/** The names that zones have today, in order. */
export const currentZones = (): string[] =>
  [...histories.keys()].filter((name) => !renamed.has(name) && /^[A-Z][^/]*\/|^UTC$/.test(name)).sort();

let byFoldedName: Map<string, string> | undefined;

/** Finds the zone that is meant by `europe/berlin` or `America/New York`. */
export function findTimeZone(written: string): string | undefined {
  if (isTimeZone(written)) return written;
  byFoldedName ??= new Map([...histories.keys()].map((name) => [name.toLowerCase(), name]));
  return byFoldedName.get(written.trim().replaceAll(' ', '_').toLowerCase());
}

/** Today's name of a zone (`Asia/Calcutta` -> `Asia/Kolkata`). Throws RangeError for an unknown name. */
export function canonicalZone(name: string): string {
  historyOf(name);
  return renamed.get(name) ?? name;
}

/**
 * Minutes east of UTC. Throws RangeError for an unknown zone and for an instant outside the table (2020 to 2037):
 * a guess beyond it would be a wrong promise to somebody.
 * @param instant milliseconds since 1970
 */
export function offsetAt(zone: string, instant: number): number {
  const span = offsetSpans(zone).find(({ from, until }) => from <= instant && instant < until);
  if (!span) throw new RangeError(`The zone table does not cover the instant ${instant}`);
  return span.offset;
}

/** All the table knows of a zone, in order and without holes. Throws RangeError for an unknown zone. */
export function offsetSpans(zone: string): OffsetSpan[] {
  const { offset, changes } = historyOf(zone);
  const starts = [data.from, ...changes.filter((_, i) => i % 2 === 0), data.until];
  const offsets = [offset, ...changes.filter((_, i) => i % 2 === 1)];
  return offsets.map((each, i) => ({
    from: (starts[i] ?? data.from) * minute,
    until: (starts[i + 1] ?? data.until) * minute,
    offset: each,
  }));
}

function historyOf(zone: string) {
  const history = histories.get(zone);
  if (!history) throw new RangeError(`Unknown time zone: ${zone}`);
  return history;
}
