/**
 * Keys of groups and their members.
 *
 * | what                | where                                   | item       |
 * | ------------------- | --------------------------------------- | ---------- |
 * | a group             | GROUP#<group> / GROUP                   | group      |
 * | counts of a group   | GROUPCOUNTS#<group> / <shard>           | counts     |
 * | the group of a name | GROUPNAME#<folded name> / NAME          | group-name |
 * | groups by name      | gsi1 GROUPS / <folded name>#<group>     | group      |
 * | members of a group  | MEMBERS#<group>#<shard> / <participant> | member     |
 */
import { shardName, type IndexKey, type Key } from '../../platform/table/key.ts';
import { shardOf } from '../../platform/values/shard.ts';

export const groupKey = (groupId: string): Key => ({ pk: `GROUP#${groupId}`, sk: 'GROUP' });
export const groupCountsPartition = (groupId: string): string => `GROUPCOUNTS#${groupId}`;
export const groupCountsKey = (groupId: string, shard: number): Key => ({
  pk: groupCountsPartition(groupId),
  sk: shardName(shard),
});
export const groupNameKey = (foldedName: string): Key => ({ pk: `GROUPNAME#${foldedName}`, sk: 'NAME' });
export const groupsPartition = 'GROUPS';
export const groupListKey = (foldedName: string, groupId: string): IndexKey => ({
  gsi1pk: groupsPartition,
  gsi1sk: `${foldedName}#${groupId}`,
});

export const membersPrefix = 'MEMBERS#';
export const membersPartition = (groupId: string, shard: number): string =>
  `${membersPrefix}${groupId}#${shardName(shard)}`;
export const memberKey = (groupId: string, participantId: string): Key => ({
  pk: membersPartition(groupId, shardOf(participantId)),
  sk: participantId,
});

/** The group in the name of a members' partition. */
export const groupOfMembers = (partition: string): string => partition.split('#')[1] ?? '';
