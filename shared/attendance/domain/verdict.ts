import type { Attendance } from '../../registrations/domain/registration.ts';
import type { Attended, RoomRole } from './attended.ts';
import { cutTo, lengthOf, unionOf, type Interval } from './interval.ts';

/** What a person is judged by, the same for all of a session. */
export interface Measure {
  /** The session, as planned or as it ran. */
  span: Interval;
  /** Per cent of it that make an attendee. */
  threshold: number;
  /** Nothing more is to come: it is over, and a source tells of everybody. Without that, nobody is known to have been absent. */
  isComplete: boolean;
}

/** What is known of a person's time in the room. */
export interface Verdict extends Pick<Attendance, 'state' | 'seconds' | 'share'> {
  role: RoomRole;
  /** Within the session, without overlaps. */
  intervals: Interval[];
  /** Their time cannot be told from what the sources say. */
  isUncertain?: boolean;
}

const MS = 1000;
const SHARE_PARTS = 10_000;

/**
 * Judges one person by all that the sources which count say of them. Exactly at the threshold is attended. Time of which only the
 * length is known is not added to time that is known by the clock: it may be the same.
 */
export function verdictOn({ span, threshold, isComplete }: Measure, said: readonly Attended[]): Verdict {
  const role = roleIn(said);
  const intervals = unionOf(
    cutTo(
      span,
      said.flatMap((one) => one.intervals),
    ),
  );
  if (role !== 'attendee') return { state: 'unknown', role, intervals };
  const isUncertain = said.some(({ unknownTiming }) => unknownTiming === true);
  const isTimed = said.some((one) => one.intervals.length > 0 || one.seconds !== undefined);
  if (!isTimed) {
    if (isUncertain) return { state: 'unknown', role, intervals, isUncertain };
    return isComplete
      ? { state: 'absent', seconds: 0, share: 0, role, intervals }
      : { state: 'unknown', role, intervals };
  }
  const length = span[1] - span[0];
  const told = Math.max(0, ...said.map(({ seconds = 0 }) => seconds * MS));
  const attended = Math.min(length, Math.max(lengthOf(intervals), told));
  const times = {
    seconds: Math.floor(attended / MS),
    share: length > 0 ? Math.floor((attended * SHARE_PARTS) / length) / SHARE_PARTS : 0,
  };
  if (length > 0 && attended * 100 >= threshold * length)
    return { state: 'attended', ...times, role, intervals };
  if (isUncertain) return { state: 'unknown', role, intervals, isUncertain };
  return { state: isComplete ? 'absent' : 'unknown', ...times, role, intervals };
}

/** Whoever was anything but an attendee by one source is not judged. */
const roleIn = (said: readonly Attended[]): RoomRole =>
  said.find(({ role }) => role !== 'attendee')?.role ?? 'attendee';
