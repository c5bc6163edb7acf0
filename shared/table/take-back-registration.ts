import type { Registration } from '../domain/registration.ts';
import { registrationKey } from './keys.ts';
import { freeSeat } from './seat-items.ts';
import { transact } from './transact.ts';
import type { Table } from './table.ts';

/** Removes a registration as if it had never been, with its seat; nothing happens when something came of it since it was read. */
export async function takeBackRegistration(table: Table, registration: Registration): Promise<void> {
  const { sessionId, participantId, status, round, seat } = registration;
  await transact(table, [
    {
      Delete: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ConditionExpression:
          '#status = :status AND #round = :round AND attribute_not_exists(selfAt) AND attribute_not_exists(attendance)',
        ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
        ExpressionAttributeValues: { ':status': status, ':round': round },
      },
    },
    ...(seat === true ? [freeSeat(table, sessionId)] : []),
  ]);
}
