import * as z from 'zod';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem } from '../../platform/table/item.ts';
import { memberKey } from '../../groups/table/group-keys.ts';
import { participantKey } from '../../people/table/person-keys.ts';
import { memberItem } from '../../groups/table/member-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact } from '../../platform/table/transact.ts';

const Mark = z.object({ by: z.string(), at: z.string() });

/**
 * Moves a merged person's place in a group to the survivor; only removes it if the survivor is in the group already, has
 * left it since, or is deleted. False: the survivor was merged too, read again.
 */
export async function moveMembership(
  table: Table,
  groupId: string,
  from: string,
  to: string,
): Promise<boolean> {
  const item = await getItem(table, memberKey(groupId, from));
  if (!item) return true;
  const mark = readItem(Mark, 'member', item);
  const leave = { Delete: { TableName: table.name, Key: memberKey(groupId, from) } };
  const outcome = await transact(table, [
    leave,
    {
      Put: {
        TableName: table.name,
        Item: memberItem(groupId, to, mark),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      ConditionCheck: {
        TableName: table.name,
        Key: participantKey(to),
        ConditionExpression:
          '#entity = :participant AND attribute_not_exists(deletedAt) AND contains(#groups, :group)',
        ExpressionAttributeNames: { '#entity': 'entity', '#groups': 'groups' },
        ExpressionAttributeValues: { ':participant': 'participant', ':group': groupId },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
  ]);
  if (outcome.done) return true;
  const person = outcome.refused.find(({ index }) => index === 2);
  if (person?.item?.['entity'] === 'pointer') return false;
  await transact(table, [leave]);
  return true;
}
