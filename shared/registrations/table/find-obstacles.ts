import type { Session } from '../../events/domain/session.ts';
import type { Table } from '../../platform/table/table.ts';
import { getRegistrations } from './registration-items.ts';
import type { RegistrationObstacles } from './write-registrations.ts';

/** Looks up what prevents somebody's registrations before anything is written; the same reads whoever it is. */
export async function findObstacles(
  table: Table,
  participantId: string,
  sessions: readonly Session[],
): Promise<Pick<RegistrationObstacles, 'existing'>> {
  const registrations = await getRegistrations(
    table,
    sessions.map(({ id }) => ({ sessionId: id, participantId })),
  );
  return { existing: new Map(registrations.map((one) => [one.sessionId, one])) };
}
