import type { Participant } from '../domain/participant.ts';
import type { Registration } from '../domain/registration.ts';
import { idempotencyPut, type IdempotencyRecord } from './idempotency-items.ts';
import { stamp } from './item.ts';
import { participantKey, personRegistrationKey, registrationKey } from './keys.ts';
import { readRegistration } from './registration-items.ts';
import { takeSeat } from './seat-items.ts';
import { transact, type TransactItem } from './transact.ts';
import { updateExpression } from './update-expression.ts';
import type { Table } from './table.ts';

/** A registration to be written: a new one, or the next state of one that was read. */
export interface RegistrationWrite {
  registration: Registration;
  replaces?: Pick<Registration, 'status' | 'round'> | undefined;
  /** Take one of so many seats in the same step. */
  seatOf?: number | undefined;
}

export interface RegistrationPost {
  participant: Participant;
  /** They were deleted as far as the caller saw, and come back by themselves: out of every group. */
  isReturning?: boolean;
  /** Values of variables that the answers fill, and those that the caller saw. */
  filling?: { known: Participant['variables']; filled: NonNullable<Participant['variables']> } | undefined;
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
  /** The participant's id is only a pointer by now (the person was merged), or they were deleted, restored or filled meanwhile. */
  moved?: boolean;
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
        item: takeSeat(table, sessionId, write.seatOf),
        onRefusal: () => obstacles.full.add(sessionId),
      });
    }
  }
  if (post.writes.length > 0)
    parts.push({
      item: participantUpsert(table, post),
      onRefusal: () => (obstacles.moved = true),
    });
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
function participantUpsert(
  table: Table,
  { participant, isReturning = false, filling }: RegistrationPost,
): TransactItem {
  const { lastSeenAt, version, ...kept } = participant;
  const update = updateExpression({
    set: {
      ...stamp('participant'),
      lastSeenAt,
      ...(filling && { variables: { ...filling.known, ...filling.filled } }),
    },
    keep: kept,
    // Whoever comes back by themselves is there again, also after they were erased.
    // Their set of groups waited for being restored; the groups themselves have forgotten them.
    remove: ['deletedBy', 'erasedAt', ...(isReturning ? ['deletedAt', 'groups'] : [])],
    increase: { version },
  });
  const asSeen = isReturning
    ? '#u_entity <> :pointer AND attribute_exists(deletedAt)'
    : 'attribute_not_exists(pk) OR (#u_entity <> :pointer AND attribute_not_exists(deletedAt))';
  const unfilled = filling?.known ? '#u_variables = :known' : 'attribute_not_exists(#u_variables)';
  return {
    Update: {
      TableName: table.name,
      Key: participantKey(participant.id),
      ...update,
      ConditionExpression: filling ? `(${asSeen}) AND ${unfilled}` : asSeen,
      ExpressionAttributeValues: {
        ...update.ExpressionAttributeValues,
        ':pointer': 'pointer',
        ...(filling?.known && { ':known': filling.known }),
      },
    },
  };
}
