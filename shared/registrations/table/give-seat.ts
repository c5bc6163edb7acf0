import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Asker } from '../domain/line.ts';
import { placeInLine } from '../domain/line.ts';
import { registeredSince, type Registration } from '../domain/registration.ts';
import { isConditionFailure, itemInTheWay, wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact } from '../../platform/table/transact.ts';
import { retryUnanswered } from '../../platform/table/retry-unanswered.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { seatWrites } from './line-items.ts';
import { freedSeatKey, registrationKey } from './registration-keys.ts';

/** Whom a seat is for: somebody at a place in the line, or without one somebody who is registered and has no seat. */
interface Seated {
  sessionId: string;
  participantId: string;
  place?: string | undefined;
}

/**
 * Gives a seat to who still asks for it, or holds it for them as an `offer`; `unused`: nobody does there. Again = the same:
 * who has the seat by this name, or
 * had it and left it since (of which there is word until the giving is over), was given it.
 */
export async function giveSeat(
  table: Table,
  to: Seated,
  seat: string,
  offer?: Registration['offer'],
): Promise<'given' | 'unused'> {
  const { sessionId, participantId, place } = to;
  const update = updateExpression(
    offer
      ? { set: { seat, offer }, remove: ['place'] }
      : { set: { status: 'registered', seat }, remove: ['place', 'waitsSince'] },
  );
  const [condition, values] =
    place === undefined
      ? [
          '#status = :status AND (attribute_not_exists(#u_seat) OR #u_seat = :nameless)',
          { ':status': 'registered', ':nameless': true },
        ]
      : [
          '#status = :status AND #u_place = :place AND attribute_not_exists(erasedAt)',
          { ':status': 'waitlisted', ':place': place },
        ];
  const write = new UpdateCommand({
    TableName: table.name,
    Key: registrationKey(sessionId, participantId),
    ...update,
    ConditionExpression: condition,
    ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status' },
    ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ...values },
  });
  try {
    await retryUnanswered(() => table.client.send(write));
    return 'given';
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    if (itemInTheWay(error)?.['seat'] === seat) return 'given';
  }
  return (await getItem(table, freedSeatKey(sessionId, participantId, seat))) ? 'given' : 'unused';
}

/** Notes since when somebody waits, of which they are told by a mail; nothing happens when they know, or do not wait. */
export async function noteWaiting(
  table: Table,
  sessionId: string,
  { participantId, place }: Asker,
  waitsSince: string,
): Promise<void> {
  const update = updateExpression({ set: { waitsSince } });
  const write = new UpdateCommand({
    TableName: table.name,
    Key: registrationKey(sessionId, participantId),
    ...update,
    ConditionExpression: '#status = :waiting AND #place = :place AND attribute_not_exists(#u_waitsSince)',
    ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status', '#place': 'place' },
    ExpressionAttributeValues: {
      ...update.ExpressionAttributeValues,
      ':waiting': 'waitlisted',
      ':place': place,
    },
  });
  await retryUnanswered(() => wasWritten(table.client.send(write)));
}

/** Puts somebody into the line who waited before there were places in it. */
export async function lineUp(table: Table, registration: Registration): Promise<void> {
  const since = registeredSince(registration);
  const place = placeInLine(since, registration.importMark?.line);
  const { sessionId, participantId } = registration;
  const update = updateExpression({ set: { place, waitsSince: since } });
  await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression:
          '#status = :waiting AND attribute_not_exists(#u_place) AND attribute_not_exists(seat)',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status' },
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':waiting': 'waitlisted' },
      },
    },
    ...seatWrites(table, { ...registration, place }, undefined),
  ]);
}
