import type { Table } from '../../platform/table/table.ts';
import { belongsToSomebody, parseRegistrationId, type Registration } from '../domain/registration.ts';
import { getRegistration } from '../table/registration-items.ts';

/** The registration of an id, if it is one of the session; undefined also for a suspected one, which is nobody's yet. */
export async function registrationIn(
  table: Table,
  sessionId: string,
  id: string | undefined,
): Promise<Registration | undefined> {
  const key = parseRegistrationId(id ?? '');
  if (key?.sessionId !== sessionId) return undefined;
  const registration = await getRegistration(table, sessionId, key.participantId);
  return registration && belongsToSomebody(registration) ? registration : undefined;
}
