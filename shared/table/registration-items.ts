import { GetCommand, UpdateCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Participant } from '../domain/participant.ts';
import { Registration } from '../domain/registration.ts';
import { idempotencyPut, type IdempotencyRecord } from './idempotency-items.ts';
import { readItem, stamp } from './item.ts';
import {
  participantKey,
  personPartition,
  personRegistrationKey,
  registrationKey,
  registrationsPartition,
  seatsKey,
  suspectKey,
} from './keys.ts';
import { queryIndexPage } from './query-page.ts';
import { transact } from './transact.ts';
import { updateExpression } from './update-expression.ts';
import { walkShards, type ShardPlace } from './walk-shards.ts';
import type { Table } from './table.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A registration to be written: a new one, or the next state of one that was read. */
export interface RegistrationWrite {
  registration: Registration;
  replaces?: Pick<Registration, 'status' | 'round'> | undefined;
  /** Take one of so many seats in the same step. */
  seatOf?: number | undefined;
}

export interface RegistrationPost {
  participant: Participant;
  writes: RegistrationWrite[];
  idempotency?: IdempotencyRecord | undefined;
}

/** What stood in the way of a post; nothing of it was written then. */
export interface RegistrationObstacles {
  /** Registrations that exist already, by session. */
  existing: Map<string, Registration>;
  /** Sessions without a free seat. */
  full: Set<string>;
  /** The same idempotency key was used before, with this body. */
  earlierBody?: string | undefined;
}

/** Participant, registrations, seats and idempotency key in one transaction; obstacles are an answer, not an error. */
export async function writeRegistrations(
  table: Table,
  post: RegistrationPost,
): Promise<RegistrationObstacles | undefined> {
  const parts: { item: TransactItem; onRefusal: (found: Record<string, unknown> | undefined) => void }[] = [];
  const obstacles: RegistrationObstacles = { existing: new Map(), full: new Set() };
  for (const write of post.writes) {
    const { sessionId } = write.registration;
    parts.push({
      item: registrationWrite(table, write),
      onRefusal: (found) => found && obstacles.existing.set(sessionId, readRegistration(found)),
    });
    if (write.seatOf !== undefined) {
      parts.push({
        item: seatUpdate(table, sessionId, write.seatOf),
        onRefusal: () => obstacles.full.add(sessionId),
      });
    }
  }
  if (post.writes.length > 0)
    parts.push({ item: participantUpsert(table, post.participant), onRefusal: unexpected });
  if (post.idempotency) {
    parts.push({
      item: idempotencyPut(table, post.idempotency),
      onRefusal: (found) => (obstacles.earlierBody = String(found?.['bodyHash'])),
    });
  }
  if (parts.length === 0) return undefined;
  const outcome = await transact(
    table,
    parts.map((part) => part.item),
  );
  if (outcome.done) return undefined;
  for (const refusal of outcome.refused) parts[refusal.index]?.onRefusal(refusal.item);
  return obstacles;
}

function unexpected(): never {
  throw new Error('The participant item is of a kind that this version does not know.');
}

const readRegistration = (item: Record<string, unknown>): Registration =>
  readItem(Registration, 'registration', item);

function registrationWrite(table: Table, { registration, replaces }: RegistrationWrite): TransactItem {
  const condition = replaces
    ? {
        ConditionExpression: '#status = :status AND #round = :round',
        ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
        ExpressionAttributeValues: { ':status': replaces.status, ':round': replaces.round },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...registrationKey(registration.sessionId, registration.participantId),
        ...personRegistrationKey(registration.participantId, registration.createdAt, registration.sessionId),
        ...stamp('registration'),
        ...registration,
      },
      ...condition,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** A stranger may fill what is empty, never overwrite: the form proves nothing. Wishes stay untouched. */
function participantUpsert(table: Table, person: Participant): TransactItem {
  const { lastSeenAt, version, ...kept } = person;
  return {
    Update: {
      TableName: table.name,
      Key: participantKey(person.id),
      ...updateExpression({
        set: { ...stamp('participant'), lastSeenAt },
        keep: kept,
        // Whoever comes back by themselves is there again.
        remove: ['deletedAt'],
        increase: { version },
      }),
    },
  };
}

function seatUpdate(table: Table, sessionId: string, capacity: number): TransactItem {
  const update = updateExpression({ set: stamp('seats'), increase: { taken: 1 } });
  return {
    Update: {
      TableName: table.name,
      Key: seatsKey(sessionId),
      ...update,
      ConditionExpression: 'attribute_not_exists(#u_taken) OR #u_taken < :capacity',
      ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':capacity': capacity },
    },
  };
}

/** Keeps what a robot sent beside the registrations, for organizers to see, until `expiresAt` (seconds). */
export async function putSuspect(table: Table, registration: Registration, expiresAt: number): Promise<void> {
  const { sessionId, participantId, createdAt } = registration;
  const update = updateExpression({ set: { ...stamp('suspect'), ...registration, expiresAt } });
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: suspectKey(sessionId, participantId, createdAt),
      ...update,
    }),
  );
}

export async function getRegistration(
  table: Table,
  sessionId: string,
  participantId: string,
): Promise<Registration | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: registrationKey(sessionId, participantId),
      ConsistentRead: true,
    }),
  );
  return Item && readRegistration(Item);
}

/** One page of a session's registrations, suspected ones among them, shard by shard. */
export async function listRegistrations(
  table: Table,
  sessionId: string,
  place: ShardPlace,
  limit: number,
): Promise<{ registrations: Registration[]; next?: ShardPlace }> {
  const page = await walkShards(table, (shard) => registrationsPartition(sessionId, shard), place, limit);
  const registrations = page.items.map((item) =>
    readItem(Registration, item['entity'] === 'suspect' ? 'suspect' : 'registration', item),
  );
  return { registrations, ...(page.next && { next: page.next }) };
}

/** How many registrations of a person are looked at, the newest first. */
const PERSON_MAX = 100;

/** What of an event waits for the person's word. Read from the index, which may lag a moment behind. */
export async function pendingRegistrations(
  table: Table,
  participantId: string,
  eventId: string,
): Promise<Registration[]> {
  const page = await queryIndexPage(table, {
    partition: personPartition(participantId),
    limit: PERSON_MAX,
    newestFirst: true,
  });
  return page.items
    .map(readRegistration)
    .filter((registration) => registration.eventId === eventId && registration.status === 'pending');
}

/** Settles a pending registration, with a seat where there are seats; `not-pending`: somebody was quicker. */
export async function confirmRegistration(
  table: Table,
  { sessionId, participantId }: Pick<Registration, 'sessionId' | 'participantId'>,
  to: { status: 'registered' | 'waitlisted'; confirmedAt: string; seatOf?: number | undefined },
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
    ...(seatOf === undefined ? [] : [seatUpdate(table, sessionId, seatOf)]),
  ]);
  if (outcome.done) return 'confirmed';
  return outcome.refused.some((refusal) => refusal.index === 0) ? 'not-pending' : 'full';
}

/** Cancels a registration and gives its seat back; false when it was not as read any more. */
export async function cancelRegistration(table: Table, registration: Registration): Promise<boolean> {
  const { sessionId, participantId, status, seat } = registration;
  const update = updateExpression({ set: { status: 'cancelled' }, remove: ['seat'] });
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
    ...(seat === true
      ? [
          {
            Update: {
              TableName: table.name,
              Key: seatsKey(sessionId),
              ...updateExpression({ increase: { taken: -1 } }),
            },
          },
        ]
      : []),
  ]);
  return outcome.done;
}

/** Makes a registration's confirmation due again; false when it was not as read any more. */
export async function raiseRound(
  table: Table,
  { sessionId, participantId, round }: Registration,
): Promise<boolean> {
  const update = updateExpression({ increase: { round: 1 } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        ...update,
        ConditionExpression: '#u_round = :read',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':read': round },
      },
    },
  ]);
  return outcome.done;
}
