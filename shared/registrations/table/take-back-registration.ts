import type { Registration } from '../domain/registration.ts';
import { registrationKey } from './registration-keys.ts';
import { leaveSeat } from './line-items.ts';
import { transact } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * Removes a registration as if it had never existed, with its seat; does nothing when it was changed since it was read, or
 * when another one was merged into it.
 */
export async function takeBackRegistration(table: Table, registration: Registration): Promise<void> {
  const { sessionId, participantId, status, mailRound, seat, mergedFrom } = registration;
  await transact(table, [
    {
      Delete: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ConditionExpression:
          '#status = :status AND #mailRound = :mailRound AND attribute_not_exists(selfAt) AND attribute_not_exists(attendance) AND ' +
          (seat === undefined ? 'attribute_not_exists(seat) AND ' : 'seat = :seat AND ') +
          (mergedFrom ? 'mergedFrom = :merges' : 'attribute_not_exists(mergedFrom)'),
        ExpressionAttributeNames: { '#status': 'status', '#mailRound': 'mailRound' },
        ExpressionAttributeValues: {
          ':status': status,
          ':mailRound': mailRound,
          ...(seat !== undefined && { ':seat': seat }),
          ...(mergedFrom && { ':merges': mergedFrom }),
        },
      },
    },
    ...leaveSeat(table, registration),
  ]);
}
