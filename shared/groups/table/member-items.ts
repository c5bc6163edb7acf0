import * as z from 'zod';
import { MOST_GROUPS } from '../domain/group.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { stamp } from '../../platform/table/item.ts';
import { memberKey, membersPartition } from './group-keys.ts';
import { participantKey } from '../../people/table/person-keys.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** Through whom (an organizer, an import, a job) and when somebody came into a group. */
export interface MemberMark {
  by: string;
  at: string;
}

/**
 * `unchanged`: it was so before. `refused`: the person is in `MOST_GROUPS` groups, deleted, or gone; whoever has to
 * tell which reads the person.
 */
export type MembershipOutcome = 'changed' | 'unchanged' | 'refused';

/** The item by which a group finds its member; the truth is the member's own set of groups. */
export const memberItem = (groupId: string, participantId: string, { by, at }: MemberMark) => ({
  ...memberKey(groupId, participantId),
  ...stamp('member'),
  by,
  at,
});

/** The person's set and the group's index in one step, with `alongside` (a history entry). Twice is the same as once. */
export async function addToGroup(
  table: Table,
  participantId: string,
  groupId: string,
  mark: MemberMark,
  alongside: TransactItem[] = [],
): Promise<MembershipOutcome> {
  const update = updateExpression({ addTo: { groups: groupId }, increase: { version: 1 } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: participantKey(participantId),
        ...update,
        ConditionExpression:
          '#entity = :participant AND attribute_not_exists(deletedAt) AND NOT contains(#u_groups, :group) ' +
          'AND (attribute_not_exists(#u_groups) OR size(#u_groups) < :most)',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#entity': 'entity' },
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':participant': 'participant',
          ':group': groupId,
          ':most': MOST_GROUPS,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    { Put: { TableName: table.name, Item: memberItem(groupId, participantId, mark) } },
    ...alongside,
  ]);
  if (outcome.done) return 'changed';
  return isMember(outcome.refused[0]?.item, groupId) ? 'unchanged' : 'refused';
}

/** The inverse, also for somebody who was deleted since: never refused. */
export async function removeFromGroup(
  table: Table,
  participantId: string,
  groupId: string,
  alongside: TransactItem[] = [],
): Promise<Exclude<MembershipOutcome, 'refused'>> {
  const update = updateExpression({ takeFrom: { groups: groupId }, increase: { version: 1 } });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: participantKey(participantId),
        ...update,
        ConditionExpression: 'contains(#u_groups, :group)',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':group': groupId },
      },
    },
    { Delete: { TableName: table.name, Key: memberKey(groupId, participantId) } },
    ...alongside,
  ]);
  return outcome.done ? 'changed' : 'unchanged';
}

/** Takes somebody out of a group's list who by their own item is not in it: gone, deleted, or taken out. */
export async function dropStrayMember(table: Table, groupId: string, participantId: string): Promise<void> {
  await transact(table, [
    { Delete: { TableName: table.name, Key: memberKey(groupId, participantId) } },
    {
      ConditionCheck: {
        TableName: table.name,
        Key: participantKey(participantId),
        ConditionExpression:
          '#entity <> :participant OR attribute_exists(deletedAt) OR NOT contains(#groups, :group)',
        ExpressionAttributeNames: { '#entity': 'entity', '#groups': 'groups' },
        ExpressionAttributeValues: { ':participant': 'participant', ':group': groupId },
      },
    },
  ]);
}

/** Member items of people whose own sets name the group already; any number of different ids. Again = the same. */
export async function putMembers(
  table: Table,
  groupId: string,
  ids: string[],
  mark: MemberMark,
): Promise<void> {
  await putItems(
    table,
    ids.map((id) => memberItem(groupId, id, mark)),
  );
}

/** One page of a shard of a group's members, in the order of their ids. `next` is undefined at the shard's end. */
export async function membersPage(
  table: Table,
  groupId: string,
  shard: number,
  after: string | undefined,
  limit: number,
): Promise<{ ids: string[]; next?: string }> {
  const page = await queryPage(table, { partition: membersPartition(groupId, shard), after, limit });
  const ids = page.items.map((item) => String(item['sk']));
  const last = ids.at(-1);
  return { ids, ...(page.more && last !== undefined && { next: last }) };
}

/** Which of the participants have an entry in the list of one of the groups; somebody in two comes twice. */
export async function getMembers(
  table: Table,
  participantIds: readonly string[],
  groupIds: readonly string[],
): Promise<string[]> {
  const keys = groupIds.flatMap((groupId) => participantIds.map((id) => memberKey(groupId, id)));
  return (await getItems(table, keys)).map((item) => String(item['sk']));
}

const InGroups = z.object({ groups: z.set(z.string()) });

function isMember(item: Record<string, unknown> | undefined, groupId: string): boolean {
  const read = InGroups.safeParse(item);
  return read.success && read.data.groups.has(groupId);
}
