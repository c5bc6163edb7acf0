import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import { deletion, restoration } from '../../people/domain/deletion.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { isRestorable } from '../../platform/values/restorable.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import type { BulkReader } from './bulk-action-work.ts';
import {
  openWith,
  skipped,
  takeBackOwn,
  unchanged,
  type PersonChange,
  type PersonRule,
} from './change-people.ts';

const Delete = z.strictObject({ type: z.literal('delete') });
const Restore = z.strictObject({ type: z.literal('restore') });

/** Deletes people softly: out of lists, groups and mails, and they can be restored for some time. Their wishes stay. */
export const deleteAction: BulkActionKind<z.infer<typeof Delete>> = {
  schema: Delete,
  permission: 'people:delete',
  isUndoable: true,
  open: openWith(deleting),
};

/** Restores deleted people, with their groups. */
export const restoreAction: BulkActionKind<z.infer<typeof Restore>> = {
  schema: Restore,
  permission: 'people:delete',
  open: openWith(restoring),
};

function deleting(job: BulkJob, reader: BulkReader): PersonRule {
  return {
    decide: (person, at) => (person.deletedAt === undefined ? deletionBy(job, person, at) : unchanged),
    takeBack: takeBackOwn('deletedBy', (person) => restorationOf(reader, person)),
  };
}

function restoring(_job: BulkJob, reader: BulkReader): PersonRule {
  return {
    decide: (person, at) => {
      if (person.deletedAt === undefined) return unchanged;
      return isRestorable(person, at) ? restorationOf(reader, person) : skipped('deleted-too-long-ago');
    },
  };
}

function deletionBy({ id }: BulkJob, person: Participant, at: string): PersonChange {
  const { patch, leave } = deletion(person, id, at);
  return { patch, leave: leave.map((groupId) => ({ groupId })), history: { kind: 'deleted' } };
}

/** Groups that were deleted meanwhile do not come back with their members. */
async function restorationOf(
  { table }: BulkReader,
  { groups = new Set() }: Participant,
): Promise<PersonChange> {
  const living = groups.size === 0 ? [] : [...(await getGroups(table, groups)).keys()];
  return { ...restoration(living), history: { kind: 'restored' } };
}
