import { cancelRegistration as writeCancellation } from '../table/change-registrations.ts';
import type { Registration } from '../domain/registration.ts';
import type { Table } from '../table/table.ts';

/** Takes a registration back and frees its seat. Twice is the same as once; robots' ones are left alone. */
export async function cancelRegistration(table: Table, registration: Registration): Promise<boolean> {
  if (registration.status === 'cancelled' || registration.status === 'suspected') return false;
  return writeCancellation(table, registration);
}
