import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { foldGroupName, Group } from '../domain/group.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { groupCountsPartition, groupKey, groupListKey, groupNameKey, groupsPartition } from './group-keys.ts';
import { queryIndexPage, queryPage } from '../../platform/table/query-page.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** A deleted group keeps its item, so that its members can be taken out after it is gone for everybody else. */
const GroupItem = Group.extend({ deletedAt: z.string().optional() });
/** How often an attempt is repeated; each repeat means that somebody made or deleted a group of this name in between. */
const ATTEMPTS = 10;

const NameItem = z.object({ groupId: z.string() });

/** Writes a new group, unless one of this name (folded) exists: then answers that one's id. */
export async function createGroup(
  table: Table,
  group: Group,
): Promise<{ group: Group } | { takenBy: string }> {
  const folded = foldGroupName(group.name);
  const outcome = await transact(table, [
    namePut(table, folded, group.id),
    {
      Put: {
        TableName: table.name,
        Item: { ...groupKey(group.id), ...groupListKey(folded, group.id), ...stamp('group'), ...group },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  ]);
  return outcome.done ? { group } : { takenBy: ownerIn(outcome.refused) };
}

/** The group of this name, made if there is none: of many who ask at once, all get the same one. */
export async function findOrCreateGroup(table: Table, draft: Group): Promise<Group> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await findGroupByName(table, foldGroupName(draft.name));
    if (found) return found;
    const made = await createGroup(table, draft);
    if ('group' in made) return made.group;
  }
  throw new Error('A group was neither found nor made.');
}

/** A group; undefined for one that was deleted. Consistent. */
export async function getGroup(table: Table, groupId: string): Promise<Group | undefined> {
  const item = await getItem(table, groupKey(groupId));
  return item && readGroup(item);
}

/** What a group is called, or was before it was deleted. */
export async function groupNameOf(table: Table, groupId: string): Promise<string | undefined> {
  const item = await getItem(table, groupKey(groupId));
  return item && readItem(GroupItem, 'group', item).name;
}

/** Those of the groups that exist and were not deleted, by id. Any number of ids; consistent. */
export async function getGroups(table: Table, ids: Iterable<string>): Promise<Map<string, Group>> {
  const items = await getItems(table, [...new Set(ids)].map(groupKey));
  return new Map(items.flatMap((item) => readGroup(item) ?? []).map((group) => [group.id, group]));
}

/** The group of this name, folded by `foldGroupName`. Consistent. */
export async function findGroupByName(table: Table, foldedName: string): Promise<Group | undefined> {
  const item = await getItem(table, groupNameKey(foldedName));
  return item && getGroup(table, readItem(NameItem, 'group-name', item).groupId);
}

/** Groups by their names, folded by `foldGroupName`; any number of different ones. Consistent. */
export async function findGroupsByName(table: Table, foldedNames: string[]): Promise<Map<string, Group>> {
  const items = await getItems(table, foldedNames.map(groupNameKey));
  const ids = items.map((item) => readItem(NameItem, 'group-name', item).groupId);
  const found = await getGroups(table, ids);
  return new Map([...found.values()].map((group) => [foldGroupName(group.name), group]));
}

/** Groups in the order of their folded names; `after` is the last one's place. From the index, which may lag a moment. */
export async function listGroups(
  table: Table,
  after: string | undefined,
  limit: number,
): Promise<{ groups: Group[]; next?: string }> {
  const page = await queryIndexPage(table, { partition: groupsPartition, after, limit });
  const groups = page.items.flatMap((item) => readGroup(item) ?? []);
  const last = page.items.at(-1);
  return { groups, ...(page.more && last && { next: String(last['gsi1sk']) }) };
}

/** Gives a group another name; `changed`: somebody wrote to the group since it was read. */
export async function renameGroup(
  table: Table,
  group: Group,
  name: string,
): Promise<{ group: Group } | { takenBy: string } | 'changed'> {
  const [from, to] = [foldGroupName(group.name), foldGroupName(name)];
  const next = { ...group, name, version: group.version + 1 };
  const { gsi1sk } = groupListKey(to, group.id);
  const update = {
    TableName: table.name,
    Key: groupKey(group.id),
    ...conditional(group, updateExpression({ set: { name, gsi1sk, version: next.version } })),
  };
  if (from === to)
    return (await wasWritten(table.client.send(new UpdateCommand(update)))) ? { group: next } : 'changed';
  const outcome = await transact(table, [
    namePut(table, to, group.id),
    { Update: update },
    nameDelete(table, from, group.id),
  ]);
  if (outcome.done) return { group: next };
  return outcome.refused[0]?.index === 0 ? { takenBy: ownerIn(outcome.refused) } : 'changed';
}

/**
 * Deletes a group for everybody at once: its name is free, no list or look-up finds it. What it leaves in its members
 * is cleared by `alongside`, a job written in the same step. False: somebody wrote to the group since it was read.
 */
export async function deleteGroupItem(
  table: Table,
  group: Group,
  deleted: { by: string; at: string },
  alongside: TransactItem[],
): Promise<boolean> {
  const update = updateExpression({
    set: { deletedAt: deleted.at, deletedBy: deleted.by, version: group.version + 1 },
    remove: ['gsi1pk', 'gsi1sk'],
  });
  const outcome = await transact(table, [
    { Update: { TableName: table.name, Key: groupKey(group.id), ...conditional(group, update) } },
    nameDelete(table, foldGroupName(group.name), group.id),
    ...alongside,
  ]);
  return outcome.done;
}

const Count = z.object({ members: z.number() });

/** How many members a group has, as the dispatcher has counted so far. */
export async function groupSize(table: Table, groupId: string): Promise<number> {
  const page = await queryPage(table, { partition: groupCountsPartition(groupId) });
  return page.items.reduce((sum, item) => sum + readItem(Count, 'counts', item).members, 0);
}

function readGroup(item: Record<string, unknown>): Group | undefined {
  const { deletedAt, ...group } = readItem(GroupItem, 'group', item);
  return deletedAt === undefined ? group : undefined;
}

/** An update of the group as it was read. */
function conditional(group: Group, update: ReturnType<typeof updateExpression>) {
  return {
    ...update,
    ConditionExpression: '#u_version = :seen',
    ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':seen': group.version },
  };
}

function namePut(table: Table, folded: string, groupId: string): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: { ...groupNameKey(folded), ...stamp('group-name'), groupId },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

function nameDelete(table: Table, folded: string, groupId: string): TransactItem {
  return {
    Delete: {
      TableName: table.name,
      Key: groupNameKey(folded),
      ConditionExpression: 'groupId = :group',
      ExpressionAttributeValues: { ':group': groupId },
    },
  };
}

function ownerIn(refused: { index: number; item?: Record<string, unknown> | undefined }[]): string {
  const name = refused.find(({ index }) => index === 0)?.item;
  if (!name) throw new Error('A new group id exists already.');
  return readItem(NameItem, 'group-name', name).groupId;
}
