import type { Registration } from '../domain/registration.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { leavePlace, seatWrites } from './line-items.ts';
import { registrationKey } from './registration-keys.ts';

/** Puts somebody who waits at another place in the line; false when they are not at the one that was read any more. */
export async function changePlace(
  table: Table,
  registration: Registration,
  place: string,
  alongside: TransactItem[],
): Promise<boolean> {
  const { sessionId, participantId, place: read } = registration;
  const update = updateExpression({ set: { place } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: '#status = :waiting AND #u_place = :read',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status' },
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':waiting': 'waitlisted',
          ':read': read,
        },
      },
    },
    ...leavePlace(table, registration),
    ...seatWrites(table, { ...registration, place }, registration),
    ...alongside,
  ]);
  return outcome.done;
}
