import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { Moderator } from '../domain/moderator.ts';
import { moderatorKey, moderatorsPartition } from './moderator-keys.ts';

export const readModerator = (item: Record<string, unknown>): Moderator =>
  readItem(Moderator, 'moderator', item);

/** The team of an event, or the speakers of a session, in no order that says anything. Consistent. */
export async function listModerators(table: Table, ownerId: string): Promise<Moderator[]> {
  const page = await queryPage(table, { partition: moderatorsPartition(ownerId), consistent: true });
  return page.items.map(readModerator);
}

export async function getModerator(
  table: Table,
  ownerId: string,
  addressId: string,
): Promise<Moderator | undefined> {
  const item = await getItem(table, moderatorKey(ownerId, addressId));
  return item && readModerator(item);
}

/** What becomes of the moderators of an event or a session. */
export interface ModeratorChanges {
  added: Moderator[];
  /** Each as it was, and as it is to be. */
  changed: { before: Moderator; after: Moderator }[];
  removed: Moderator[];
}

/** Writes all of it or nothing; false when somebody else wrote in between. At most 100 in all. */
export async function writeModerators(table: Table, changes: ModeratorChanges): Promise<boolean> {
  const writes: TransactItem[] = [
    ...changes.added.map((one) => ({
      Put: { ...itemOf(table, one), ConditionExpression: 'attribute_not_exists(pk)' },
    })),
    ...changes.changed.map(({ before, after }) => ({ Put: { ...itemOf(table, after), ...isStill(before) } })),
    ...changes.removed.map((one) => ({
      Delete: {
        TableName: table.name,
        Key: moderatorKey(one.ownerId, one.addressId),
        ...isStill(one),
      },
    })),
  ];
  return writes.length === 0 || (await transact(table, writes)).done;
}

const itemOf = (table: Table, moderator: Moderator) => ({
  TableName: table.name,
  Item: {
    ...moderatorKey(moderator.ownerId, moderator.addressId),
    ...stamp('moderator'),
    ...moderator,
  },
});

const isStill = ({ linkEpoch }: Moderator) => ({
  ConditionExpression: 'linkEpoch = :linkEpoch',
  ExpressionAttributeValues: { ':linkEpoch': linkEpoch },
});
