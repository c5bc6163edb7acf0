import type { Registration } from '../domain/registration.ts';
import { insertNew } from '../../platform/table/insert-new.ts';
import { stamp } from '../../platform/table/item.ts';
import { personRegistrationKey, registrationKey } from './registration-keys.ts';
import type { Table } from '../../platform/table/table.ts';

const itemOf = (registration: Registration): Record<string, unknown> => ({
  ...registrationKey(registration.sessionId, registration.participantId),
  ...personRegistrationKey(registration.participantId, registration.createdAt, registration.sessionId),
  ...stamp('registration'),
  ...registration,
});

/** Inserts up to 25 new registrations in one call; answers those whose person has one in that session already. */
export async function insertRegistrations(
  table: Table,
  registrations: Registration[],
): Promise<Registration[]> {
  return insertNew(table, registrations, itemOf);
}
