import type { ReportSettings } from '../report-settings.ts';
import type { ReportRow, WrittenRow } from '../report.ts';
import { wallInstants } from './wall-instants.ts';
import { readDuration } from './written-duration.ts';
import { readMoment } from './written-moment.ts';

const DAY = 24 * 3600_000;
const HALF_DAY = DAY / 2;
/** A wrong length weighs more than a place far from the session. */
const LENGTH_WEIGHT = 10;

/** All instants that a written moment may mean, by the settings of its file. */
export function momentReader(settings: ReportSettings): (text: string) => number[] {
  const instants = wallInstants(settings.timeZone);
  return (text) => {
    const moment = readMoment(text, settings.dateOrder);
    if (!moment) return [];
    if (moment.kind === 'instant') return [moment.ms];
    const isHalf = settings.clock === '12-hour' && !moment.isHalfDay;
    const halves = isHalf ? [moment.ms % HALF_DAY, (moment.ms % HALF_DAY) + HALF_DAY] : [moment.ms % DAY];
    const days = moment.kind === 'wall' ? [moment.ms - (moment.ms % DAY)] : daysAround(settings.near ?? 0);
    return days.flatMap((day) => halves.flatMap((half) => instants(day + half)));
  };
}

/** A time of day is of the session's day, or of the one before or after it where the session runs past midnight or zones differ. */
function daysAround(near: number): number[] {
  const day = near - (near % DAY);
  return [day - DAY, day, day + DAY];
}

/** Reads the times of rows as instants. What a row says of its length tells apart what else could be read in two ways. */
export function stayReader(settings: ReportSettings): (row: WrittenRow) => ReportRow {
  const read = momentReader(settings);
  return ({ joined, left, stayed, ...row }) => {
    const who: ReportRow = {
      ...row,
      role: settings.everyonePresents && row.role === 'speaker' ? 'attendee' : row.role,
    };
    if (!who.wasThere) return who;
    const seconds = stayed && readDuration(stayed.text, stayed.unit);
    if (seconds !== undefined && seconds < 0) return { ...who, fault: 'negative-time' };
    const joins = joined === undefined ? [] : read(joined);
    const leaves = left === undefined ? [] : read(left);
    if (who.isMoment) return momentOf(who, [...joins, ...leaves], joined !== undefined, settings.near);
    const isUnread =
      (joined !== undefined && joins.length === 0) || (left !== undefined && leaves.length === 0);
    const times = bestPair(joins, leaves, seconds, settings.near);
    if (times && times[1] >= times[0]) return { ...who, joinedAt: times[0], leftAt: times[1] };
    if (times) return { ...who, fault: 'left-before-joined' };
    if (seconds !== undefined) return { ...who, ...oneSided(joins, leaves, seconds, settings.near) };
    return { ...who, fault: isUnread ? 'time-unreadable' : 'no-time' };
  };
}

function momentOf(who: ReportRow, instants: number[], isJoin: boolean, near: number | undefined): ReportRow {
  const at = nearest(instants, near);
  if (at === undefined) return { ...who, fault: 'time-unreadable' };
  return isJoin ? { ...who, joinedAt: at } : { ...who, leftAt: at };
}

/** A stay of which one end and the length are told; of which only the length is told. */
function oneSided(
  joins: number[],
  leaves: number[],
  seconds: number,
  near: number | undefined,
): Partial<ReportRow> {
  const joinedAt = nearest(joins, near);
  const leftAt = nearest(leaves, near);
  if (joinedAt !== undefined) return { joinedAt, leftAt: joinedAt + seconds * 1000 };
  if (leftAt !== undefined) return { joinedAt: leftAt - seconds * 1000, leftAt };
  return { seconds };
}

const nearest = (instants: readonly number[], near: number | undefined): number | undefined =>
  instants.toSorted((a, b) => Math.abs(a - (near ?? a)) - Math.abs(b - (near ?? b)))[0];

function bestPair(
  joins: readonly number[],
  leaves: readonly number[],
  seconds: number | undefined,
  near: number | undefined,
): [joined: number, left: number] | undefined {
  let best: { pair: [number, number]; cost: number } | undefined;
  for (const joined of joins)
    for (const left of leaves) {
      const length = left - joined;
      const wrong = seconds === undefined ? 0 : Math.abs(length - seconds * 1000) * LENGTH_WEIGHT;
      const far = near === undefined ? 0 : Math.abs(joined - near) + Math.abs(left - near);
      const cost = wrong + far + (length < 0 ? 2 * DAY * LENGTH_WEIGHT : 0);
      if (!best || cost < best.cost) best = { pair: [joined, left], cost };
    }
  return best?.pair;
}
