import type { Registration } from '../domain/registration.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { isRegistrable } from './is-registrable.ts';
import { registrationKey } from './registration-keys.ts';
import { readRegistration } from './registration-items.ts';
import { seatWrites } from './line-items.ts';
import { transact } from '../../platform/table/transact.ts';
import { undoPut, type UndoMark } from '../../jobs/table/undo-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { registrationWrite, type RegistrationWrite } from './write-registrations.ts';

/**
 * Registers a person for a job, with its mark; changes nothing about an existing registration, unless it is the one to be
 * replaced. `not-registrable`: the person cannot get mail at that moment, since they were merged, erased, deleted or blocked.
 */
export async function writeMarkedRegistration(
  table: Table,
  { write, mark }: { write: RegistrationWrite; mark: UndoMark },
): Promise<'written' | 'done-before' | 'not-registrable' | 'gone' | { existing: Registration }> {
  const { registration, replaces } = write;
  const outcome = await transact(table, [
    registrationWrite(table, write),
    undoPut(table, mark),
    isRegistrable(table, registration.participantId),
    ...seatWrites(table, registration, replaces),
  ]);
  if (outcome.done) return 'written';
  const isRefused = (at: number) => outcome.refused.some(({ index }) => index === at);
  if (isRefused(1)) return 'done-before';
  if (isRefused(2)) return 'not-registrable';
  const existing = outcome.refused.find(({ index }) => index === 0)?.item;
  // Replaced was one that is not there any more.
  return existing ? { existing: readRegistration(existing) } : 'gone';
}

/** Those of the people who have a registration in the session, by their id. */
export async function getRegistrationsIn(
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
