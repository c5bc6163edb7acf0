import { foldGroupName, type Group } from '../../domain/group.ts';
import { groupsOf, type ImportJob } from '../../domain/import-job.ts';
import { deleteGroup, findGroupByName, getGroups } from '../../table/group-items.ts';
import { SHARDS } from '../../table/keys.ts';
import { membersPage } from '../../table/member-items.ts';
import type { Table } from '../../table/table.ts';

/** Deletes the groups that an import made and that nobody is in any more; answers the names of those, and of the others. */
export async function removeMadeGroups(
  table: Table,
  job: ImportJob,
  deleted: { by: string; at: string },
): Promise<{ removed: string[]; kept: string[] }> {
  const { groupIds, newGroups } = groupsOf(job);
  const named = await Promise.all(newGroups.map((name) => findGroupByName(table, foldGroupName(name))));
  const found = [...(await getGroups(table, groupIds)).values(), ...named.flatMap((group) => group ?? [])];
  const made = new Map(found.filter((group) => group.createdBy === job.id).map((group) => [group.id, group]));
  const removed: string[] = [];
  const kept: string[] = [];
  for (const group of made.values()) {
    const isGone = (await isEmpty(table, group)) && (await deleteGroup(table, group, deleted, []));
    (isGone ? removed : kept).push(group.name);
  }
  return { removed, kept };
}

async function isEmpty(table: Table, group: Group): Promise<boolean> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) => membersPage(table, group.id, shard, undefined, 1)),
  );
  return shards.every(({ ids }) => ids.length === 0);
}
