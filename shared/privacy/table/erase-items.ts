import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Delivery } from '../../handovers/domain/delivery.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { Registration } from '../../registrations/domain/registration.ts';
import type { Wish } from '../../people/domain/wish.ts';
import { blockedPlace } from '../../people/table/blocked-participants.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { stamp } from '../../platform/table/item.ts';
import { deleteDeliveryBodies } from '../../handovers/table/delivery-body-items.ts';
import { deliveryKey } from '../../handovers/table/delivery-keys.ts';
import { memberKey } from '../../groups/table/group-keys.ts';
import { participantKey } from '../../people/table/person-keys.ts';
import { registrationKey } from '../../registrations/table/registration-keys.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { undoPut, type UndoMark } from '../../jobs/table/undo-items.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** The trace left at the key of an erased person: what their address allows, and that they cannot be restored. */
const erasedItem = (id: string, wish: Wish, erasedAt: string, version: number) => ({
  ...participantKey(id),
  // Whoever comes back is still on it.
  ...blockedPlace(id, wish.blockedAt),
  ...stamp('erased'),
  ...wish,
  id,
  erasedAt,
  version,
});

/** A person who is being erased. */
export interface ParticipantErasure {
  person: Pick<Participant, 'id' | 'version'>;
  /** What the trace at an identity allows. */
  wishAt: (identity: string) => Wish;
  /** Identities whose pointers lead to the person. */
  pointers: string[];
  /** Groups whose lists lead to the person. */
  groupIds: string[];
  mark: UndoMark;
}

/** Writes of one transaction. */
const TRANSACTION = 100;

/**
 * Replaces the person, and the pointers to them, by traces, takes them out of their groups, and leaves the mark of the job,
 * all in one step: no filter loses somebody half-erased, and no wish falls in between. Refused when somebody wrote since
 * they were read. The limits of aliases and groups leave room for all of it; for a person beyond them, the rest follows.
 */
export async function eraseParticipant(
  table: Table,
  { person, wishAt, pointers, groupIds, mark }: ParticipantErasure,
): Promise<'written' | 'done-before' | 'overtaken'> {
  const writes = [
    personErasure(table, person, wishAt(person.id), mark.at),
    undoPut(table, mark),
    ...pointers.map((id) => pointerErasure(table, { id, to: person.id }, wishAt(id), mark.at)),
    ...groupIds.map((groupId) => ({ Delete: { TableName: table.name, Key: memberKey(groupId, person.id) } })),
  ];
  const outcome = await transact(table, writes.slice(0, TRANSACTION));
  for (let start = TRANSACTION; outcome.done && start < writes.length; start += TRANSACTION)
    await transact(table, writes.slice(start, start + TRANSACTION));
  if (outcome.done) return 'written';
  return outcome.refused.some(({ index }) => index === 1) ? 'done-before' : 'overtaken';
}

function pointerErasure(
  table: Table,
  pointer: { id: string; to: string },
  wish: Wish,
  at: string,
): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: erasedItem(pointer.id, wish, at, 1),
      ConditionExpression: '#entity = :pointer AND #to = :to',
      ExpressionAttributeNames: { '#entity': 'entity', '#to': 'to' },
      ExpressionAttributeValues: { ':pointer': 'pointer', ':to': pointer.to },
    },
  };
}

function personErasure(
  table: Table,
  person: ParticipantErasure['person'],
  wish: Wish,
  at: string,
): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: erasedItem(person.id, wish, at, person.version + 1),
      ConditionExpression: '#entity = :participant AND #version = :known',
      ExpressionAttributeNames: { '#entity': 'entity', '#version': 'version' },
      ExpressionAttributeValues: { ':participant': 'participant', ':known': person.version },
    },
  };
}

/**
 * Removes the address that an erased person registered with from a registration that is another person's now. Doing it
 * twice changes nothing more.
 */
export async function forgetAddress(
  table: Table,
  { sessionId, participantId }: Pick<Registration, 'sessionId' | 'participantId'>,
  email: string,
): Promise<void> {
  await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: registrationKey(sessionId, participantId),
        UpdateExpression: 'REMOVE email',
        ConditionExpression: 'email = :email',
        ExpressionAttributeValues: { ':email': email },
      }),
    ),
  );
}

/** Removes the person from a delivery, and ends it when it still waits. Doing it twice changes nothing more. */
export async function eraseDelivery(
  table: Table,
  { runId, participantId, status: state, log }: Delivery,
  at: string,
): Promise<void> {
  await deleteDeliveryBodies(table, [{ runId, participantId }]);
  const isOpen = state === 'pending';
  const update = updateExpression({
    set: {
      erasedAt: at,
      // Without the answers: a receiver may have answered with what it was sent.
      log: log.map(({ at, status, error, durationMs }) => ({ at, status, error, durationMs })),
      ...(isOpen && { status: 'failed', reason: 'erased', finishedAt: at }),
    },
    remove: isOpen ? ['nextAttemptAt', 'leaseUntil', 'gsi2pk', 'gsi2sk'] : [],
  });
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: deliveryKey(runId, participantId),
      ...update,
      ConditionExpression: 'attribute_exists(pk)',
    }),
  );
}
