import type { Table } from '../../platform/table/table.ts';
import { getRegistrations } from './registration-items.ts';
import type { RegistrationObstacles } from './write-registrations.ts';

/** Looks up what prevents somebody's registrations before anything is written; the same reads whoever it is. */
export async function findObstacles(
  table: Table,
  participantId: string,
  sessionIds: readonly string[],
): Promise<Pick<RegistrationObstacles, 'existing'>> {
  const registrations = await getRegistrations(
    table,
    sessionIds.map((sessionId) => ({ sessionId, participantId })),
  );
  return { existing: new Map(registrations.map((one) => [one.sessionId, one])) };
}
