import type { HistoryEntry } from '../../people/domain/history.ts';
import type { Registration } from '../domain/registration.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { historyItem } from '../../people/table/history-items.ts';
import { participantKey } from '../../people/table/person-keys.ts';
import { registrationKey } from './registration-keys.ts';
import { readRegistration } from './registration-items.ts';
import { seatWrites } from './line-items.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { undoPut, type UndoMark } from '../../jobs/table/undo-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { registrationWrite, type RegistrationWrite } from './write-registrations.ts';

export interface Invitation {
  write: RegistrationWrite;
  mark: UndoMark;
  history: HistoryEntry;
}

/**
 * Registers an invited person; changes nothing about an existing registration, unless it is the one to be replaced.
 * `not-invitable`: the person cannot get mail at that moment, since they were merged, erased, deleted or blocked.
 */
export async function writeInvitation(
  table: Table,
  { write, mark, history }: Invitation,
): Promise<'written' | 'done-before' | 'not-invitable' | 'gone' | { existing: Registration }> {
  const { registration, replaces } = write;
  const outcome = await transact(table, [
    registrationWrite(table, write),
    undoPut(table, mark),
    historyItem(table, history),
    isInvitable(table, registration.participantId),
    ...seatWrites(table, registration, replaces),
  ]);
  if (outcome.done) return 'written';
  const isRefused = (at: number) => outcome.refused.some(({ index }) => index === at);
  if (isRefused(1)) return 'done-before';
  if (isRefused(3)) return 'not-invitable';
  const existing = outcome.refused.find(({ index }) => index === 0)?.item;
  // Replaced was one that is not there any more.
  return existing ? { existing: readRegistration(existing) } : 'gone';
}

/** The person must still exist: a registration at the id of somebody who is gone would never be moved or erased. */
function isInvitable(table: Table, participantId: string): TransactItem {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: participantKey(participantId),
      ConditionExpression:
        '#entity = :participant AND attribute_not_exists(#deletedAt) AND attribute_not_exists(#blockedAt)',
      ExpressionAttributeNames: { '#entity': 'entity', '#deletedAt': 'deletedAt', '#blockedAt': 'blockedAt' },
      ExpressionAttributeValues: { ':participant': 'participant' },
    },
  };
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
