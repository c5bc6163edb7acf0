/** A span of time, in milliseconds since the epoch: from its beginning up to, and without, its end. */
export type Interval = readonly [from: number, to: number];

/** Times as a source tells them: each may be missing. */
export type ToldInterval = readonly [from: number | undefined, to: number | undefined];

/** Whether both ends are known, and the end does not come before the beginning. */
export const isKnown = ([from, to]: ToldInterval): boolean =>
  from !== undefined && to !== undefined && Number.isFinite(from) && Number.isFinite(to) && to >= from;

/** The intervals without overlaps, in order: those that meet are one. Empty ones are left out. */
export const unionOf = (intervals: readonly Interval[]): Interval[] =>
  joinMeeting(intervals.filter(([from, to]) => to > from));

/** The same of spans in whatever unit, empty ones too. */
export function joinMeeting(spans: readonly (readonly [from: number, to: number])[]): [number, number][] {
  const united: [number, number][] = [];
  for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
    const last = united.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}

/** What of the intervals lies within a span. */
export function cutTo([start, end]: Interval, intervals: readonly Interval[]): Interval[] {
  return intervals
    .map(([from, to]): Interval => [Math.max(from, start), Math.min(to, end)])
    .filter(([from, to]) => to > from);
}

/** How long they last together, in milliseconds. They must not overlap: see `unionOf`. */
export const lengthOf = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, [from, to]) => sum + to - from, 0);
