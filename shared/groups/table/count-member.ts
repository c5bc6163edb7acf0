import * as z from 'zod';
import type { CountRecord } from '../../platform/table/counts/count-record.ts';
import { shardOfPartition } from '../../platform/table/key.ts';
import type { TableChange } from '../../platform/table/read-change.ts';
import type { CountedShard } from '../../platform/table/counts/recount-shard.ts';
import type { Table } from '../../platform/table/table.ts';
import { groupCountsKey, groupOfMembers, membersPrefix } from './group-keys.ts';
import { membersPage } from './member-items.ts';

const MemberImage = z.object({ pk: z.string().startsWith(membersPrefix), sk: z.string() });
const columns = ['members'] as const;

/** Counts a member who came into a group or left it; a member item that is written again changes nothing. */
export function countMember({ sequence, at = 0, before, after }: TableChange): { counts: CountRecord[] } {
  if (before && after) return { counts: [] };
  const { pk, sk } = MemberImage.parse(after ?? before);
  const key = groupCountsKey(groupOfMembers(pk), shardOfPartition(pk));
  const bits = { before: Number(before !== undefined), after: Number(after !== undefined) };
  return { counts: [{ key, columns, item: sk, sequence, at, ...bits }] };
}

/** Of 1 MB at most, which is the table's own limit. */
const PAGE = 10_000;

/** A shard of a group's members, to be counted anew. */
export const countedMembers = (table: Table, groupId: string, shard: number): CountedShard => ({
  key: groupCountsKey(groupId, shard),
  columns,
  async *walk() {
    for (let after: string | undefined, more = true; more;) {
      const page = await membersPage(table, groupId, shard, after, PAGE, true);
      yield page.ids.map((item) => ({ item, bits: 1 }));
      after = page.next;
      more = after !== undefined;
    }
  },
});
