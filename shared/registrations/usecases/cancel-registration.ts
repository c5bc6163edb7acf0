import { cancelRegistration as writeCancellation } from '../table/change-registrations.ts';
import type { Registration } from '../domain/registration.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { getRegistration } from '../table/registration-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { entryOf, type Act } from '../../people/usecases/person-act.ts';

/** Each means that it got a seat or another state in between. */
const MOST_ROUNDS = 5;

/**
 * Cancels a registration, which leaves its seat or its place in the line. Doing it twice changes nothing more; suspected
 * ones are left alone. `notify`: the person, who did not do it, is told by a mail.
 */
export async function cancelRegistration(
  table: Table,
  read: Registration,
  act: Act,
  notify = false,
): Promise<boolean> {
  const { participantId, sessionId, eventId } = read;
  const entry = entryOf(act, participantId, 'registration-cancelled', { sessionId, eventId });
  let registration: Registration | undefined = read;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (!registration || registration.status === 'cancelled' || registration.status === 'suspected')
      return false;
    if (await writeCancellation(table, registration, [historyItem(table, entry)], { notify })) return true;
    registration = await getRegistration(table, sessionId, participantId);
  }
  throw new Error(`A registration changed in each of ${MOST_ROUNDS} looks.`);
}
