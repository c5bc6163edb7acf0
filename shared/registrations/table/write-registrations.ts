import type { Participant } from '../../people/domain/participant.ts';
import type { Registration } from '../domain/registration.ts';
import type { Wish } from '../../people/domain/wish.ts';
import { diffParticipant } from '../../people/domain/diff-participant.ts';
import { idempotencyPut, type IdempotencyRecord } from '../../platform/table/idempotency-items.ts';
import { stamp } from '../../platform/table/item.ts';
import { participantKey } from '../../people/table/person-keys.ts';
import { personRegistrationKey, registrationKey } from './registration-keys.ts';
import { readRegistration } from './registration-items.ts';
import { seatWrites } from './line-items.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** A registration to be written: a new one, or the next state of one that was read. */
export interface RegistrationWrite {
  registration: Registration;
  replaces?: Registration | undefined;
  /** Changes nothing: only checks that it is still as it was read, which takes as long as a write. */
  isKept?: boolean;
}

export interface RegistrationPost {
  participant: Participant;
  /** The person as the caller read them. If they were deleted, registering brings them back, without their groups. */
  known?: Participant | undefined;
  /**
   * When the former person of this id was erased: what was posted until then belongs to nobody, even if it is not marked
   * yet.
   */
  erasedBefore?: string | undefined;
  /** The new wish of a known person who had no address and gets the one from the post. */
  atAddress?: Wish | undefined;
  /** Values of variables that the answers fill. */
  filled?: NonNullable<Participant['variables']> | undefined;
  writes: RegistrationWrite[];
  idempotency?: IdempotencyRecord | undefined;
  /** What is written in the same step; where it is refused, that is an obstacle. */
  alongside?: TransactItem[] | undefined;
}

/** What prevented a post; nothing of it was written then. */
export interface RegistrationObstacles {
  /** Registrations that exist already, by session. */
  existing: Map<string, Registration>;
  /** Sessions whose registration, which was to be replaced, is not there any more. */
  gone: Set<string>;
  /** The same idempotency key was used before, with this body. */
  earlierBody?: string | undefined;
  /** The participant's id is only a pointer by now (the person was merged), or they were deleted, restored, filled or given an address meanwhile. */
  moved?: boolean;
  /** What was to be written in the same step is refused. */
  overtaken?: boolean;
}

/** Participant, registrations with their places in lines, and idempotency key in one transaction; obstacles are an answer, not an error. */
export async function writeRegistrations(
  table: Table,
  post: RegistrationPost,
): Promise<RegistrationObstacles | undefined> {
  const parts: { item: TransactItem; onRefusal: (found: Record<string, unknown> | undefined) => void }[] = [];
  const obstacles: RegistrationObstacles = {
    existing: new Map(),
    gone: new Set(),
  };
  // A seat is left before somebody else has it, for whoever reads the writes one by one.
  const overtake = () => (obstacles.overtaken = true);
  parts.push(...(post.alongside ?? []).map((item) => ({ item, onRefusal: overtake })));
  for (const write of post.writes) {
    const { sessionId } = write.registration;
    parts.push({
      item: registrationWrite(table, write),
      onRefusal: (found) => {
        if (found) obstacles.existing.set(sessionId, readRegistration(found));
        else obstacles.gone.add(sessionId);
      },
    });
    const alongside = seatWrites(table, write.registration, write.replaces);
    parts.push(...alongside.map((item) => ({ item, onRefusal: () => undefined })));
  }
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
  const outcome = await transact(
    table,
    parts.map((part) => part.item),
  );
  if (outcome.done) return undefined;
  for (const refusal of outcome.refused) parts[refusal.index]?.onRefusal(refusal.item);
  return obstacles;
}

/** The write of one registration; refused when one exists already, or is not as it was read any more. */
export function registrationWrite(
  table: Table,
  { registration, replaces, isKept }: RegistrationWrite,
): TransactItem {
  if (isKept === true) return { ConditionCheck: stillAsRead(table, registration) };
  if (replaces) return registrationChange(table, registration, replaces);
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...registrationKey(registration.sessionId, registration.participantId),
        ...personRegistrationKey(registration.participantId, registration.createdAt, registration.sessionId),
        ...stamp('registration'),
        ...registration,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

function stillAsRead(table: Table, { sessionId, participantId, status, mailRound, linkEpoch }: Registration) {
  return {
    TableName: table.name,
    Key: registrationKey(sessionId, participantId),
    ConditionExpression: '#status = :status AND #mailRound = :mailRound AND #linkEpoch = :linkEpoch',
    ExpressionAttributeNames: { '#status': 'status', '#mailRound': 'mailRound', '#linkEpoch': 'linkEpoch' },
    ExpressionAttributeValues: { ':status': status, ':mailRound': mailRound, ':linkEpoch': linkEpoch },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** Writes only what differs: what others write in between (attendance, a merge) stays. */
function registrationChange(table: Table, registration: Registration, was: Registration): TransactItem {
  const before = new Map<string, unknown>(Object.entries(was));
  const changed = Object.entries(registration).filter(([name, value]) => value !== before.get(name));
  const mergesAsRead = changed.some(([name]) => name === 'mergedFrom') ? ' AND #u_mergedFrom = :merges' : '';
  const seatAsRead = was.seat === undefined ? 'attribute_not_exists(#seat)' : '#seat = :seat';
  const update = updateExpression({
    set: { ...stamp('registration'), ...Object.fromEntries(changed) },
    remove: changed.flatMap(([name, value]) => (value === undefined ? [name] : [])),
  });
  return {
    Update: {
      TableName: table.name,
      Key: registrationKey(was.sessionId, was.participantId),
      ...update,
      ConditionExpression: `#status = :status AND #mailRound = :mailRound AND #linkEpoch = :linkEpoch AND ${seatAsRead}${mergesAsRead}`,
      ExpressionAttributeNames: {
        ...update.ExpressionAttributeNames,
        '#seat': 'seat',
        '#status': 'status',
        '#mailRound': 'mailRound',
        '#linkEpoch': 'linkEpoch',
      },
      ExpressionAttributeValues: {
        ...update.ExpressionAttributeValues,
        ':status': was.status,
        ':mailRound': was.mailRound,
        ':linkEpoch': was.linkEpoch,
        ...(was.seat !== undefined && { ':seat': was.seat }),
        ...(mergesAsRead && { ':merges': was.mergedFrom }),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** A post fills empty fields and never overwrites: the form proves nothing. Wishes stay untouched. */
function participantUpsert(table: Table, post: RegistrationPost): TransactItem {
  const { participant, known, filled } = post;
  const { lastSeenAt, version, ...kept } = participant;
  const wishes = wishesOfAddress(post);
  const update = updateExpression({
    set: {
      ...stamp('participant'),
      lastSeenAt,
      erasedBefore: post.erasedBefore,
      ...wishes.set,
      ...(filled && { variables: { ...known?.variables, ...filled } }),
    },
    keep: kept,
    // Whoever comes back by themselves is there again, also after they were erased.
    // Their set of groups waited for being restored; the groups themselves have forgotten them.
    remove: [
      'deletedBy',
      'erasedAt',
      ...(known?.deletedAt === undefined ? [] : ['deletedAt', 'groups']),
      ...wishes.remove,
    ],
    increase: { version },
  });
  const unfilled = known?.variables ? '#u_variables = :variables' : 'attribute_not_exists(#u_variables)';
  return {
    Update: {
      TableName: table.name,
      Key: participantKey(participant.id),
      ...update,
      ConditionExpression: filled ? `(${asSeen(known)}) AND ${unfilled}` : asSeen(known),
      ExpressionAttributeValues: {
        ...update.ExpressionAttributeValues,
        ':pointer': 'pointer',
        ...(known && known.email === undefined && { ':known': known.version }),
        ...(filled && known?.variables && { ':variables': known.variables }),
      },
    },
  };
}

/** What is recorded at an address applies again when a person without an address gets it. */
function wishesOfAddress({ known, atAddress }: RegistrationPost) {
  if (!known || !atAddress) return { set: {}, remove: [] };
  return diffParticipant(known, { ...known, ...atAddress });
}

/** The write is refused when the person's address was changed between the caller's read and this write. */
function asSeen(known: Participant | undefined): string {
  if (!known)
    return 'attribute_not_exists(pk) OR (#u_entity <> :pointer AND attribute_not_exists(deletedAt))';
  const deleted = known.deletedAt === undefined ? 'attribute_not_exists' : 'attribute_exists';
  const address = known.email === undefined ? '#u_version = :known' : 'attribute_exists(#u_email)';
  return `#u_entity <> :pointer AND ${deleted}(deletedAt) AND ${address}`;
}
