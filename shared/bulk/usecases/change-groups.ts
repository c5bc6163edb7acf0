import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import { MOST_GROUPS, type Group } from '../../groups/domain/group.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { GroupId } from '../../platform/values/ids.ts';
import { getGroup, groupNameOf } from '../../groups/table/group-items.ts';
import type { BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { changeWork, skipped, unchanged, type PersonChange } from './change-people.ts';

const AddToGroup = z.strictObject({ type: z.literal('add-to-group'), groupId: GroupId });
type AddToGroup = z.infer<typeof AddToGroup>;
const RemoveFromGroup = z.strictObject({ type: z.literal('remove-from-group'), groupId: GroupId });
type RemoveFromGroup = z.infer<typeof RemoveFromGroup>;

/** Puts people into a group. */
export const addToGroupAction: BulkActionKind<AddToGroup> = {
  schema: AddToGroup,
  permission: 'people:write',
  isUndoable: true,
  open: openAddToGroup,
};

/** Takes people out of a group. */
export const removeFromGroupAction: BulkActionKind<RemoveFromGroup> = {
  schema: RemoveFromGroup,
  permission: 'people:write',
  isUndoable: true,
  open: openRemoveFromGroup,
};

/** Puts people into a group. */
async function openAddToGroup(
  reader: BulkReader,
  job: BulkJob,
  { groupId }: AddToGroup,
): Promise<BulkActionWork> {
  // Taking back needs no group: one that was deleted since loses its last traces.
  const group =
    job.undoes === undefined ? await readGroup(reader, groupId) : await nameGroup(reader, groupId);
  return changeWork(job, {
    decide: (person) => joining(group, person),
    takeBack: (person, mark) => (isMember(person, groupId) ? leaving(group, mark.jobId) : skipped('touched')),
  });
}

/** Takes people out of a group; also out of one that is deleted already. */
async function openRemoveFromGroup(
  reader: BulkReader,
  job: BulkJob,
  { groupId }: RemoveFromGroup,
): Promise<BulkActionWork> {
  const group =
    job.undoes === undefined ? await nameGroup(reader, groupId) : await readGroup(reader, groupId);
  return changeWork(job, {
    decide: (person) => (isMember(person, groupId) ? leaving(group) : unchanged),
    takeBack: (person) => (isMember(person, groupId) ? skipped('touched') : joining(group, person)),
  });
}

type Named = Pick<Group, 'id'> & { name?: string | undefined };

async function readGroup(reader: BulkReader, groupId: string): Promise<Group> {
  const group = await getGroup(reader.table, groupId);
  if (!group) throw new Refusal('not-found', 'There is no such group (any more).');
  return group;
}

async function nameGroup({ table }: BulkReader, id: string): Promise<Named> {
  return { id, name: await groupNameOf(table, id) };
}

const isMember = (person: Participant, groupId: string): boolean => person.groups?.has(groupId) ?? false;

function joining({ id, name }: Named, person: Participant) {
  if (person.deletedAt !== undefined) return skipped('deleted');
  if (isMember(person, id)) return unchanged;
  if ((person.groups?.size ?? 0) >= MOST_GROUPS) return skipped('too-many-groups');
  return {
    patch: { addTo: { groups: id } },
    join: [id],
    history: { kind: 'group-added', data: { groupId: id, name } },
  } satisfies PersonChange;
}

function leaving({ id, name }: Named, by?: string): PersonChange {
  return {
    patch: { takeFrom: { groups: id } },
    leave: [{ groupId: id, by }],
    history: { kind: 'group-removed', data: { groupId: id, name } },
  };
}
