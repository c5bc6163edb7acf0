import type { Registration } from '../domain/registration.ts';
import { getItems } from './get-items.ts';
import { insertNew } from './insert-new.ts';
import { stamp } from './item.ts';
import { personRegistrationKey, registrationKey } from './keys.ts';
import { readRegistration } from './registration-items.ts';
import type { Table } from './table.ts';

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

/** Registrations of these people in a session, by participant. Any number; consistent. */
export async function getRegistrations(
  table: Table,
  sessionId: string,
  participantIds: string[],
): Promise<Map<string, Registration>> {
  const items = await getItems(
    table,
    participantIds.map((id) => registrationKey(sessionId, id)),
  );
  return new Map(items.map(readRegistration).map((one) => [one.participantId, one]));
}
