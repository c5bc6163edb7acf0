import type { Attendance, Registration } from '../domain/registration.ts';
import { registrationKey } from './registration-keys.ts';
import { freeSeat, takeSeat } from './seat-items.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** Confirms a pending registration, with a seat where there are seats; `not-pending`: somebody else was first. */
export async function confirmRegistration(
  table: Table,
  { sessionId, participantId }: Pick<Registration, 'sessionId' | 'participantId'>,
  to: { status: 'registered' | 'waitlisted'; confirmedAt: string; seatOf?: number | undefined },
  alongside: TransactItem[] = [],
): Promise<'confirmed' | 'full' | 'not-pending'> {
  const { status, confirmedAt, seatOf } = to;
  const update = updateExpression({
    set: { status, confirmedAt, seat: seatOf === undefined ? undefined : true },
  });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: '#u_status = :pending',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':pending': 'pending' },
      },
    },
    ...(seatOf === undefined ? [] : [takeSeat(table, sessionId, seatOf)]),
    ...alongside,
  ]);
  if (outcome.done) return 'confirmed';
  return outcome.refused.some((refusal) => refusal.index === 0) ? 'not-pending' : 'full';
}

/** Gives somebody on the waiting list one of so many seats; `not-waiting`: somebody else was first. */
export async function seatWaiting(
  table: Table,
  { sessionId, participantId }: Pick<Registration, 'sessionId' | 'participantId'>,
  capacity: number,
): Promise<'seated' | 'full' | 'not-waiting'> {
  const update = updateExpression({ set: { status: 'registered', seat: true } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: '#u_status = :waiting AND attribute_not_exists(erasedAt)',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':waiting': 'waitlisted' },
      },
    },
    takeSeat(table, sessionId, capacity),
  ]);
  if (outcome.done) return 'seated';
  return outcome.refused.some((refusal) => refusal.index === 0) ? 'not-waiting' : 'full';
}

/**
 * Cancels a registration and gives its seat back; false when it was changed meanwhile. `notify`: the person is to be told
 * by a mail.
 */
export async function cancelRegistration(
  table: Table,
  registration: Registration,
  alongside: TransactItem[],
  notify = false,
): Promise<boolean> {
  const { sessionId, participantId, status, seat } = registration;
  const update = updateExpression(
    notify
      ? { set: { status: 'cancelled', tellCancelled: true }, remove: ['seat'] }
      : { set: { status: 'cancelled' }, remove: ['seat', 'tellCancelled'] },
  );
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: '#u_status = :read',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':read': status },
      },
    },
    ...(seat === true ? [freeSeat(table, sessionId)] : []),
    ...alongside,
  ]);
  return outcome.done;
}

/** Makes the confirmation mail of a registration due again; false when the registration was changed meanwhile. */
export async function raiseMailRound(
  table: Table,
  { sessionId, participantId, mailRound }: Registration,
): Promise<boolean> {
  const update = updateExpression({ increase: { mailRound: 1 } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: '#u_mailRound = :read',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':read': mailRound },
      },
    },
  ]);
  return outcome.done;
}

/** Writes who was there, with `alongside` (a history entry); false when the registration is gone. */
export async function writeAttendance(
  table: Table,
  { sessionId, participantId }: Pick<Registration, 'sessionId' | 'participantId'>,
  attendance: Attendance,
  alongside: TransactItem[],
): Promise<boolean> {
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...updateExpression({ set: { attendance } }),
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
    ...alongside,
  ]);
  return outcome.done;
}
