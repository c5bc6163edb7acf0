import { isByHand, type Attendance, type Registration } from '../domain/registration.ts';
import { writeAttendance } from '../table/change-registrations.ts';
import { historyItem } from '../../people/table/history-items.ts';
import type { Table } from '../../platform/table/table.ts';

/** Records by hand whether somebody attended, whatever sources say. Recording the same again changes nothing and adds no history. */
export async function setAttendance(
  { table, now }: { table: Table; now: () => number },
  registration: Registration,
  attendance: Attendance,
  actor: string,
): Promise<Registration | undefined> {
  const { participantId, sessionId, attendance: known } = registration;
  const { state, seconds, share } = known ?? {};
  const isSame = state === attendance.state && seconds === attendance.seconds && share === attendance.share;
  if (isSame && isByHand(known)) return registration;
  const entry = historyItem(table, {
    participantId,
    at: new Date(now()).toISOString(),
    act: sessionId,
    kind: 'attendance',
    actor,
    origin: 'api',
    data: { sessionId, ...attendance },
  });
  const written = await writeAttendance(table, registration, attendance, [entry]);
  return written ? { ...registration, attendance } : undefined;
}
