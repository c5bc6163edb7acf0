import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { IdentityRecord } from '../domain/identity-record.ts';
import { ParticipantId } from '../domain/ids.ts';
import { Participant } from '../domain/participant.ts';
import { Wish } from '../domain/wish.ts';
import { readItem, stamp } from './item.ts';
import { participantKey } from './keys.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';
import type { TransactItem } from './transact.ts';

/** Keys that one BatchGetItem takes. */
const BATCH_GET = 100;

const PointerItem = z.object({ id: ParticipantId, to: ParticipantId, job: z.string().optional() });

/** All that the items of people, pointers and traces hold, but for keys and the marks of imports: a third of an item. */
export const readAttributes: readonly string[] = [
  ...['entity', 'v', 'to', 'job', 'erasedAt'],
  ...Object.keys(Participant.shape).filter((name) => name !== 'importMark'),
];

/** What tells who may be one person, and what every item must have. */
export const alikeAttributes: readonly string[] = [
  ...['entity', 'v', 'to', 'erasedAt', 'id', 'source', 'createdAt', 'version', 'deletedAt'],
  ...['email', 'phone', 'channel', 'externalId', 'firstName', 'lastName', 'company'],
];

const ErasedItem = z.object({ ...Wish.shape, id: ParticipantId, erasedAt: z.string() });

/**
 * An identity that leads to a person elsewhere: a former address, or somebody who was merged (by that job). Never to another
 * pointer.
 */
export const pointerItem = (id: string, to: string, at: string, job?: string): Record<string, unknown> => ({
  ...participantKey(id),
  ...stamp('pointer'),
  id,
  to,
  at,
  ...(job !== undefined && { job }),
});

/** Refuses the transaction when the identity is not on the black list (any more). */
export const stillBlocked = (table: Table, id: string): TransactItem => ({
  ConditionCheck: {
    TableName: table.name,
    Key: participantKey(id),
    ConditionExpression: 'attribute_exists(blockedAt)',
  },
});

/** The job whose merge made this identity a pointer; undefined for none, as when an address was changed. */
export async function mergeJobOf(table: Table, id: string): Promise<string | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: participantKey(id), ConsistentRead: true }),
  );
  return Item?.['entity'] === 'pointer' ? readItem(PointerItem, 'pointer', Item).job : undefined;
}

/** What stands at these identities, by id; nothing for those that nobody has. Any number; consistent. */
export async function getIdentities(table: Table, ids: string[]): Promise<Map<string, IdentityRecord>> {
  const found = new Map<string, IdentityRecord>();
  for (let start = 0; start < ids.length; start += BATCH_GET) {
    await retryUnprocessed(ids.slice(start, start + BATCH_GET).map(participantKey), async (keys) => {
      const answer = await table.client.send(
        new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys, ConsistentRead: true } } }),
      );
      for (const item of answer.Responses?.[table.name] ?? [])
        found.set(String(item['sk']), readIdentity(item));
      const left = new Set(answer.UnprocessedKeys?.[table.name]?.Keys?.map((key) => String(key['sk'])));
      return keys.filter((key) => left.has(key.sk));
    });
  }
  return found;
}

/** Reads an item of the people's shards. */
export function readIdentity(item: Record<string, unknown>): IdentityRecord {
  switch (item['entity']) {
    case 'pointer':
      return { kind: 'pointer', to: readItem(PointerItem, 'pointer', item).to };
    case 'erased': {
      const { erasedAt } = readItem(ErasedItem, 'erased', item);
      return { kind: 'erased', wish: Wish.parse(item), erasedAt };
    }
    default:
      return { kind: 'person', person: readItem(Participant, 'participant', item) };
  }
}
