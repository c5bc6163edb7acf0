import type { OfferedRegistration } from '../../domain/offer.ts';
import type { Table } from '../../../platform/table/table.ts';
import { transact, type TransactItem } from '../../../platform/table/transact.ts';
import { updateExpression } from '../../../platform/table/update-expression.ts';
import { leaveSeat } from '../line-items.ts';
import { registrationKey } from '../registration-keys.ts';

/** The place that is held for somebody becomes theirs; false when it is not held for them any more. */
export const acceptOffer = (
  table: Table,
  registration: OfferedRegistration,
  alongside: TransactItem[],
): Promise<boolean> =>
  answer(
    table,
    registration,
    { set: { status: 'registered' }, remove: ['place', 'waitsSince', 'offer'] },
    alongside,
  );

/** The place that was held for somebody is given on, and they leave; false when it is not held for them any more. */
export const lapseOffer = (
  table: Table,
  registration: OfferedRegistration,
  lapsedAt: string,
  alongside: TransactItem[],
): Promise<boolean> =>
  answer(
    table,
    registration,
    {
      set: { status: 'cancelled', lapsedAt, tellCancelled: true },
      remove: ['seat', 'place', 'waitsSince', 'offer'],
    },
    [...leaveSeat(table, registration), ...alongside],
  );

async function answer(
  table: Table,
  { sessionId, participantId, seat }: OfferedRegistration,
  patch: { set: Record<string, unknown>; remove: string[] },
  alongside: TransactItem[],
): Promise<boolean> {
  const update = updateExpression(patch);
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: '#u_status = :waiting AND #held = :seat AND attribute_exists(#u_offer)',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#held': 'seat' },
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':waiting': 'waitlisted',
          ':seat': seat,
        },
      },
    },
    ...alongside,
  ]);
  return outcome.done;
}
