import type { Attendance, Registration } from '../domain/registration.ts';
import { registrationKey } from './registration-keys.ts';
import { placeInLine } from '../domain/line.ts';
import { leavePlace, leaveSeat, seatWrites } from './line-items.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * Settles a pending registration: it stands, or where there are seats, asks for one in the line. `not-pending`: somebody
 * was quicker.
 */
export async function confirmRegistration(
  table: Table,
  registration: Registration,
  to: { confirmedAt: string; hasSeats: boolean },
  alongside: TransactItem[] = [],
): Promise<'confirmed' | 'not-pending'> {
  const { sessionId, participantId } = registration;
  const { confirmedAt, hasSeats } = to;
  const next = hasSeats
    ? { status: 'waitlisted' as const, confirmedAt, place: placeInLine(confirmedAt) }
    : { status: 'registered' as const, confirmedAt };
  const update = updateExpression({ set: next });
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
    ...seatWrites(table, { ...registration, ...next }, registration),
    ...alongside,
  ]);
  return outcome.done ? 'confirmed' : 'not-pending';
}

/**
 * Cancels a registration, which leaves its seat or the line; false when it was not as read any more. `notify`: the person
 * is to be told by a mail.
 */
export async function cancelRegistration(
  table: Table,
  registration: Registration,
  alongside: TransactItem[],
  notify = false,
): Promise<boolean> {
  const { sessionId, participantId, status, seat } = registration;
  const left = ['seat', 'place', 'waitsSince', 'offer'];
  const update = updateExpression(
    notify
      ? { set: { status: 'cancelled', tellCancelled: true }, remove: left }
      : { set: { status: 'cancelled' }, remove: [...left, 'tellCancelled'] },
  );
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: `#u_status = :read AND ${seat === undefined ? 'attribute_not_exists(#u_seat)' : '#u_seat = :seat'}`,
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':read': status,
          ...(seat !== undefined && { ':seat': seat }),
        },
      },
    },
    ...leaveSeat(table, registration),
    ...leavePlace(table, registration),
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
