import * as z from 'zod';
import type { CountRecord } from '../../platform/table/count-items.ts';
import { groupCountsKey, groupOfMembers, membersPrefix } from './group-keys.ts';
import { shardOfPartition } from '../../platform/table/key.ts';
import type { TableChange } from '../../platform/table/read-change.ts';

const MemberImage = z.object({ pk: z.string().startsWith(membersPrefix) });

/** Counts a member who came into a group or left it; a member item that is written again changes nothing. */
export function countMember({ sequence, before, after }: TableChange): { counts: CountRecord[] } {
  if (before && after) return { counts: [] };
  const { pk } = MemberImage.parse(after ?? before);
  const key = groupCountsKey(groupOfMembers(pk), shardOfPartition(pk));
  return { counts: [{ key, sequence, change: { members: after ? 1 : -1 } }] };
}
