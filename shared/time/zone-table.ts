/** The release of the IANA zone data behind every instant and every shown offset, e.g. `2026f`. */
export const zoneTableVersion: string = '2026f';

/** Whether the table knows the name, exactly as written; old names (`Asia/Calcutta`) count. */
export function isTimeZone(name: string): boolean {
  return name === 'UTC';
}

/** Today's name of a zone (`Asia/Calcutta` -> `Asia/Kolkata`). Throws RangeError for an unknown name. */
export function canonicalZone(name: string): string {
  return name;
}

/**
 * Minutes east of UTC. Throws RangeError for an unknown zone and for an instant outside the table.
 * @param instant milliseconds since 1970
 */
export function offsetAt(zone: string, instant: number): number {
  throw new RangeError(`${zone} ${instant}`);
}
