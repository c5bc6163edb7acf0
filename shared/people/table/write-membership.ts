import * as z from 'zod';
import { MOST_GROUPS } from '../../groups/domain/group.ts';
import { memberKey } from '../../groups/table/group-keys.ts';
import { memberItem, type MemberMark } from '../../groups/table/member-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { participantKey } from './person-keys.ts';

/**
 * `unchanged`: it was so before. `refused`: the person is in `MOST_GROUPS` groups, deleted, or gone; whoever has to
 * tell which reads the person.
 */
export type MembershipOutcome = 'changed' | 'unchanged' | 'refused';

/**
 * Puts a person into a group: their own set of groups and the group's member list in one step, with `alongside` (a history
 * entry). Doing it twice changes nothing more.
 */
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

/** Takes a person out of a group, also when they were deleted since: never refused. */
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

/** Removes a member item that the person's own item does not confirm: they are gone, deleted, or were taken out. */
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

const InGroups = z.object({ groups: z.set(z.string()) });

function isMember(item: Record<string, unknown> | undefined, groupId: string): boolean {
  const read = InGroups.safeParse(item);
  return read.success && read.data.groups.has(groupId);
}
