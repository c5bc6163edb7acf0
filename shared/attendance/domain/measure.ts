import type { Event } from '../../events/domain/event.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { counts, type AttendanceSource } from './attended.ts';
import type { Interval } from './interval.ts';
import type { Measure } from './verdict.ts';

/** What the people of a session are judged by, as things stand at an instant. */
export function measureOf(
  session: Session,
  event: Pick<Event, 'attendanceThreshold' | 'attendanceLength'>,
  sources: readonly AttendanceSource[],
  nowMs: number,
): Measure {
  const telling = sources.filter(counts);
  const span = event.attendanceLength === 'real' ? (realSpan(telling) ?? planned(session)) : planned(session);
  const isOver = session.cancelledAt === undefined && nowMs >= sessionEnd(session);
  return {
    span,
    threshold: event.attendanceThreshold,
    isComplete: isOver && telling.some(({ coversAll }) => coversAll),
  };
}

const planned = (session: Session): Interval => [Date.parse(session.startsAtUtc), sessionEnd(session)];

/** From when it first ran to when it last did, by all that tell; a room that was opened twice was one session. */
function realSpan(sources: readonly AttendanceSource[]): Interval | undefined {
  const told = sources.flatMap(({ ran }) => (ran && ran[1] > ran[0] ? [ran] : []));
  if (told.length === 0) return undefined;
  return [Math.min(...told.map(([from]) => from)), Math.max(...told.map(([, to]) => to))];
}
