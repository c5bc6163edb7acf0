import * as z from 'zod';
import { alikeFields } from '../domain/alike-fields.ts';
import type { IdentityRecord } from '../domain/identity-record.ts';
import { ParticipantId } from '../../platform/values/ids.ts';
import { Participant } from '../domain/participant.ts';
import { Wish } from '../domain/wish.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { participantKey } from './person-keys.ts';
import type { Table } from '../../platform/table/table.ts';
import type { TransactItem } from '../../platform/table/transact.ts';

const PointerItem = z.object({ id: ParticipantId, to: ParticipantId, job: z.string().optional() });

/** All attributes of people, pointers and traces except keys and the marks of imports, which are a third of an item. */
export const readAttributes: readonly string[] = [
  ...['entity', 'v', 'to', 'job', 'erasedAt'],
  ...Object.keys(Participant.shape).filter((name) => name !== 'importMark'),
];

/** The attributes by which duplicates are found, and those that every item must have. */
export const alikeAttributes: readonly string[] = [
  ...['entity', 'v', 'to', 'erasedAt', 'id', 'source', 'createdAt', 'version', 'deletedAt'],
  ...alikeFields,
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
  const item = await getItem(table, participantKey(id));
  return item?.['entity'] === 'pointer' ? readItem(PointerItem, 'pointer', item).job : undefined;
}

/** The items at these identities, by id; nothing for those that nobody has. Any number; consistent. */
export async function getIdentities(table: Table, ids: string[]): Promise<Map<string, IdentityRecord>> {
  const items = await getItems(table, ids.map(participantKey));
  return new Map(items.map((item) => [String(item['sk']), readIdentity(item)]));
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
