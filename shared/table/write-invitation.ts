import type { HistoryEntry } from '../domain/history.ts';
import type { Registration } from '../domain/registration.ts';
import { getItems } from './get-items.ts';
import { historyItem } from './history-items.ts';
import { stamp } from './item.ts';
import { personRegistrationKey, registrationKey } from './keys.ts';
import { readRegistration } from './registration-items.ts';
import { takeSeat } from './seat-items.ts';
import { transact } from './transact.ts';
import { undoPut, type UndoMark } from './undo-items.ts';
import type { Table } from './table.ts';

export interface Invitation {
  registration: Registration;
  mark: UndoMark;
  history: HistoryEntry;
  /** Take one of so many seats in the same step. */
  seatOf?: number | undefined;
}

/** Registers somebody who was invited and has no registration yet; changes nothing of one that is there. */
export async function writeInvitation(
  table: Table,
  { registration, mark, history, seatOf }: Invitation,
): Promise<'written' | 'done-before' | 'full' | { existing: Registration }> {
  const { sessionId, participantId, createdAt } = registration;
  const outcome = await transact(table, [
    {
      Put: {
        TableName: table.name,
        Item: {
          ...registrationKey(sessionId, participantId),
          ...personRegistrationKey(participantId, createdAt, sessionId),
          ...stamp('registration'),
          ...registration,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    undoPut(table, mark),
    historyItem(table, history),
    ...(seatOf === undefined ? [] : [takeSeat(table, sessionId, seatOf)]),
  ]);
  if (outcome.done) return 'written';
  if (outcome.refused.some(({ index }) => index === 1)) return 'done-before';
  const existing = outcome.refused.find(({ index }) => index === 0)?.item;
  return existing ? { existing: readRegistration(existing) } : 'full';
}

/** Those of the people who have a registration in the session, by their id. */
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
