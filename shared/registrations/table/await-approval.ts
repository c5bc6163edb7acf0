import type { Registration } from '../domain/registration.ts';
import { leaveSeat } from './line-items.ts';
import { registrationKey } from './registration-keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';

type Key = Pick<Registration, 'sessionId' | 'participantId' | 'seat'>;

/** Hands a confirmed registration on to the organizers; `not-pending`: somebody else was first. */
export async function awaitApproval(
  table: Table,
  key: Key,
  confirmedAt: string,
  alongside: TransactItem[],
): Promise<'confirmed' | 'not-pending'> {
  const update = updateExpression({ set: { awaits: 'approval', confirmedAt } });
  const isDone = await changePending(table, key, update, 'attribute_not_exists(#u_awaits)', alongside);
  return isDone ? 'confirmed' : 'not-pending';
}

/**
 * Cancels a registration that awaits approval, by an organizer's word, with the seat that was kept for it; false when it does
 * not await it any more.
 */
export async function refuseRegistration(
  table: Table,
  key: Key,
  { refusedAt, notify, changedBy }: { refusedAt: string; notify: boolean; changedBy?: string | undefined },
  alongside: TransactItem[],
): Promise<boolean> {
  const update = updateExpression({
    set: { status: 'cancelled', refusedAt, changedBy, tellCancelled: notify ? true : undefined },
    remove: ['seat'],
  });
  const writes = [...leaveSeat(table, key), ...alongside];
  return changePending(table, key, update, 'attribute_exists(awaits)', writes);
}

async function changePending(
  table: Table,
  { sessionId, participantId }: Key,
  update: ReturnType<typeof updateExpression>,
  condition: string,
  alongside: TransactItem[],
): Promise<boolean> {
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: `#status = :pending AND ${condition}`,
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status' },
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':pending': 'pending' },
      },
    },
    ...alongside,
  ]);
  return outcome.done;
}
