import { isByHand, type Attendance, type Registration } from '../../registrations/domain/registration.ts';
import type { Attended, AttendanceSource } from './attended.ts';
import { verdictOn, type Measure, type Verdict } from './verdict.ts';

/** What people of a session are judged by: the measure, and the sources that count, by id. */
export interface Bench {
  measure: Measure;
  sources: ReadonlyMap<string, AttendanceSource>;
}

/** Somebody who is registered, and what all sources say of them. */
interface Judged {
  registration: Pick<Registration, 'status' | 'attendance' | 'erasedAt'>;
  said: readonly Attended[];
}

/** The verdict on a registrant. What was said by hand wins, and what was known of somebody who was erased stays; of a place that does not stand, absence tells nothing. */
export function verdictFor({ measure, sources }: Bench, { registration, said }: Judged): Verdict {
  const counting = said.filter(({ sourceId }) => sources.has(sourceId));
  const stands = registration.status === 'registered';
  const verdict = verdictOn(
    stands || counting.length > 0 ? measure : { ...measure, isComplete: false },
    counting,
  );
  const { attendance } = registration;
  const isForgotten = registration.erasedAt !== undefined;
  if (attendance === undefined || !(isByHand(attendance) || isForgotten)) return verdict;
  const { state, seconds, share } = attendance;
  return { ...verdict, state, seconds, share, role: 'attendee' };
}

/** A verdict as a registration keeps it. */
export function attendanceBy(
  { sources }: Pick<Bench, 'sources'>,
  { said }: Pick<Judged, 'said'>,
  { state, seconds, share, role, intervals }: Verdict,
  by: string,
): Attendance {
  const kinds = new Set(said.flatMap(({ sourceId }) => sources.get(sourceId)?.kind ?? []));
  const [first, last] = [intervals.at(0), intervals.at(-1)];
  return {
    state,
    ...(seconds !== undefined && { seconds }),
    ...(share !== undefined && { share }),
    ...(role !== 'attendee' && { role }),
    ...(first &&
      last && { joinedAt: new Date(first[0]).toISOString(), leftAt: new Date(last[1]).toISOString() }),
    ...(kinds.size > 0 && { sources: [...kinds].toSorted() }),
    by,
  };
}

/** Whether two say the same, whichever judgement found them. That nothing is known need not be said. */
export function isSameAttendance(known: Attendance | undefined, next: Attendance): boolean {
  const before = known ?? { state: 'unknown' as const };
  return (
    before.state === next.state &&
    before.seconds === next.seconds &&
    before.share === next.share &&
    before.role === next.role &&
    before.joinedAt === next.joinedAt &&
    before.leftAt === next.leftAt &&
    (before.sources ?? []).join() === (next.sources ?? []).join()
  );
}
