import { foldGroupName, type Group } from '../../groups/domain/group.ts';
import { groupsOf, type ImportJob } from '../domain/import-job.ts';
import { deleteGroupItem, findGroupByName, getGroups } from '../../groups/table/group-items.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { membersPage } from '../../groups/table/member-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { isGroupUsed } from '../../filters/usecases/refuse-used.ts';

/** Names of groups that an import made, by what became of them. */
export interface MadeGroups {
  removed: string[];
  /** Somebody is in them, or changed them meanwhile. */
  kept: string[];
  /** Nobody is, but a saved filter asks for them: without its group one for all others would find everybody. */
  used: string[];
}

/** Deletes the groups that an import made, that nobody is in any more and that no saved filter uses. */
export async function removeMadeGroups(
  table: Table,
  job: ImportJob,
  deleted: { by: string; at: string },
): Promise<MadeGroups> {
  const { groupIds, newGroups } = groupsOf(job);
  const named = await Promise.all(newGroups.map((name) => findGroupByName(table, foldGroupName(name))));
  const found = [...(await getGroups(table, groupIds)).values(), ...named.flatMap((group) => group ?? [])];
  const made = new Map(found.filter((group) => group.createdBy === job.id).map((group) => [group.id, group]));
  const names: MadeGroups = { removed: [], kept: [], used: [] };
  for (const group of made.values()) names[await outcomeOf(table, group, deleted)].push(group.name);
  return names;
}

async function outcomeOf(
  table: Table,
  group: Group,
  deleted: { by: string; at: string },
): Promise<keyof MadeGroups> {
  if (!(await isEmpty(table, group))) return 'kept';
  if (await isGroupUsed(table, group.id)) return 'used';
  return (await deleteGroupItem(table, group, deleted, [])) ? 'removed' : 'kept';
}

async function isEmpty(table: Table, group: Group): Promise<boolean> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) => membersPage(table, group.id, shard, undefined, 1)),
  );
  return shards.every(({ ids }) => ids.length === 0);
}
