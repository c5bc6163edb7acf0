import { cancelRegistration as writeCancellation } from '../table/change-registrations.ts';
import type { Registration } from '../domain/registration.ts';
import { historyItem } from '../../people/table/history-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { entryOf, type Act } from '../../people/usecases/person-act.ts';

/**
 * Cancels a registration and frees its seat. Doing it twice changes nothing more; suspected ones are left alone. `notify`:
 * the person, who did not do it, is told by a mail.
 */
export async function cancelRegistration(
  table: Table,
  registration: Registration,
  act: Act,
  notify = false,
): Promise<boolean> {
  if (registration.status === 'cancelled' || registration.status === 'suspected') return false;
  const { participantId, sessionId, eventId } = registration;
  const entry = entryOf(act, participantId, 'registration-cancelled', { sessionId, eventId });
  return writeCancellation(table, registration, [historyItem(table, entry)], notify);
}
