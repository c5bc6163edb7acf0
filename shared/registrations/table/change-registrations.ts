import type { Attendance, Registration } from '../domain/registration.ts';
import { registrationKey } from './registration-keys.ts';
import { placeInLine } from '../domain/line.ts';
import { leavePlace, leaveSeat, seatWrites } from './line-items.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * Settles a pending registration: it stands, or where there are seats and it brings none, asks for one in the line.
 * `not-pending`: somebody was quicker.
 */
export async function confirmRegistration(
  table: Table,
  registration: Registration,
  to: { confirmedAt: string; hasSeats: boolean; changedBy?: string | undefined },
  alongside: TransactItem[] = [],
): Promise<'confirmed' | 'not-pending'> {
  const { sessionId, participantId, seat } = registration;
  const { confirmedAt, hasSeats, changedBy } = to;
  const asks = hasSeats && seat === undefined;
  const next = asks
    ? { status: 'waitlisted' as const, confirmedAt, changedBy, place: placeInLine(confirmedAt) }
    : { status: 'registered' as const, confirmedAt, changedBy };
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

export interface CancelOptions {
  /** The person, who did not do it, is told by a mail. */
  notify?: boolean | undefined;
  /** The bulk action that does it. */
  changedBy?: string | undefined;
}

/**
 * Cancels a registration, which leaves its seat or the line; false when it was not as read any more.
 */
export async function cancelRegistration(
  table: Table,
  registration: Registration,
  alongside: TransactItem[],
  { notify = false, changedBy }: CancelOptions = {},
): Promise<boolean> {
  const set = { ...(notify && { tellCancelled: true }), changedBy };
  const writes = [
    cancellation(table, registration, set),
    ...leaveSeat(table, registration),
    ...leavePlace(table, registration),
  ];
  return (await transact(table, [...writes, ...alongside])).done;
}

/** The write of a registration that is cancelled, with `set` beside; refused when it is not as read any more. Of its seat there is word apart. */
export function cancellation(
  table: Table,
  { sessionId, participantId, status, seat, linkEpoch }: Registration,
  set: Pick<Registration, 'tellCancelled' | 'movedTo' | 'changedBy' | 'handedOverAt'> & {
    linkEpoch?: number;
  },
): TransactItem {
  const left = ['seat', 'place', 'waitsSince', 'offer', ...(set.tellCancelled ? [] : ['tellCancelled'])];
  const update = updateExpression({ set: { status: 'cancelled', ...set }, remove: left });
  return {
    Update: {
      TableName: table.name,
      Key: registrationKey(sessionId, participantId),
      ...update,
      ConditionExpression: `#u_status = :read AND #linkEpoch = :linkEpoch AND ${seat === undefined ? 'attribute_not_exists(#u_seat)' : '#u_seat = :seat'}`,
      ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#linkEpoch': 'linkEpoch' },
      ExpressionAttributeValues: {
        ...update.ExpressionAttributeValues,
        ':read': status,
        ':linkEpoch': linkEpoch,
        ...(seat !== undefined && { ':seat': seat }),
      },
    },
  };
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
