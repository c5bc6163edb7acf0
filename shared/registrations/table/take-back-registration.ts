import type { Registration } from '../domain/registration.ts';
import { registrationKey } from './registration-keys.ts';
import { freeSeat } from './seat-items.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * Removes a registration as if it had never been, with its seat; nothing happens when something came of it since it was
 * read, or when another one became part of it.
 */
export async function takeBackRegistration(table: Table, registration: Registration): Promise<void> {
  const { sessionId, participantId, status, round, seat, movedFrom } = registration;
  await transact(table, [
    {
      Delete: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ConditionExpression:
          '#status = :status AND #round = :round AND attribute_not_exists(selfAt) AND attribute_not_exists(attendance) AND ' +
          (movedFrom ? 'movedFrom = :merges' : 'attribute_not_exists(movedFrom)'),
        ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
        ExpressionAttributeValues: {
          ':status': status,
          ':round': round,
          ...(movedFrom && { ':merges': movedFrom }),
        },
      },
    },
    ...(seat === true ? [freeSeat(table, sessionId)] : []),
  ]);
}
