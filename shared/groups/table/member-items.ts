import { getItems } from '../../platform/table/get-items.ts';
import { stamp } from '../../platform/table/item.ts';
import { memberKey, membersPartition } from './group-keys.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

/** Through whom (an organizer, an import, a job) and when somebody came into a group. */
export interface MemberMark {
  by: string;
  at: string;
}

/** The item by which a group finds its member; the truth is the member's own set of groups. */
export const memberItem = (groupId: string, participantId: string, { by, at }: MemberMark) => ({
  ...memberKey(groupId, participantId),
  ...stamp('member'),
  by,
  at,
});

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
  consistent = false,
): Promise<{ ids: string[]; next?: string }> {
  const page = await queryPage(table, {
    partition: membersPartition(groupId, shard),
    ...{ after, limit, consistent },
  });
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
