import type { HistoryEntry } from '../domain/history.ts';
import type { Registration } from '../domain/registration.ts';
import { getItems } from './get-items.ts';
import { historyItem } from './history-items.ts';
import { stamp } from './item.ts';
import { participantKey, personRegistrationKey, registrationKey } from './keys.ts';
import { readRegistration } from './registration-items.ts';
import { takeSeat } from './seat-items.ts';
import { transact, type TransactItem } from './transact.ts';
import { undoPut, type UndoMark } from './undo-items.ts';
import type { Table } from './table.ts';

export interface Invitation {
  registration: Registration;
  mark: UndoMark;
  history: HistoryEntry;
  /** Take one of so many seats in the same step. */
  seatOf?: number | undefined;
}

/**
 * Registers somebody who was invited and has no registration yet; changes nothing of one that is there. `not-invitable`:
 * at that moment nobody is there whom mail may go to, since they were merged, erased, deleted or blocked.
 */
export async function writeInvitation(
  table: Table,
  { registration, mark, history, seatOf }: Invitation,
): Promise<'written' | 'done-before' | 'full' | 'not-invitable' | { existing: Registration }> {
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
    isInvitable(table, participantId),
    ...(seatOf === undefined ? [] : [takeSeat(table, sessionId, seatOf)]),
  ]);
  if (outcome.done) return 'written';
  const isRefused = (at: number) => outcome.refused.some(({ index }) => index === at);
  if (isRefused(1)) return 'done-before';
  if (isRefused(3)) return 'not-invitable';
  const existing = outcome.refused.find(({ index }) => index === 0)?.item;
  return existing ? { existing: readRegistration(existing) } : 'full';
}

/** A registration at the id of somebody who is gone would never be moved, nor forgotten. */
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
