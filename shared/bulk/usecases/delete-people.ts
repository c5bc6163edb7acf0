import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import { isRestorable } from '../../platform/values/restorable.ts';
import { getGroups } from '../../groups/table/group-items.ts';
import type { BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { changeWork, skipped, unchanged, type PersonChange } from './change-people.ts';

const Delete = z.strictObject({ type: z.literal('delete') });
const Restore = z.strictObject({ type: z.literal('restore') });

/** Deletes people softly. */
export const deleteAction: BulkActionKind<z.infer<typeof Delete>> = {
  schema: Delete,
  permission: 'people:delete',
  isUndoable: true,
  open: openDelete,
};

/** Takes deleted people back. */
export const restoreAction: BulkActionKind<z.infer<typeof Restore>> = {
  schema: Restore,
  permission: 'people:delete',
  open: openRestore,
};

/** Deletes people softly: out of lists, groups and mails, to be had back for some time. Their wishes stay. */
function openDelete(reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
  return Promise.resolve(
    changeWork(job, {
      decide: (person, at) => (person.deletedAt === undefined ? deletion(person, job, at) : unchanged),
      takeBack: (person, mark) =>
        person.deletedAt !== undefined && person.deletedBy === mark.jobId
          ? restoration(reader, person)
          : skipped('touched'),
    }),
  );
}

/** Takes deleted people back, groups and all. */
function openRestore(reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
  return Promise.resolve(
    changeWork(job, {
      decide: (person, at) => {
        if (person.deletedAt === undefined) return unchanged;
        return isRestorable(person, at) ? restoration(reader, person) : skipped('deleted-too-long-ago');
      },
    }),
  );
}

function deletion({ groups }: Participant, { id }: BulkJob, at: string): PersonChange {
  return {
    patch: { set: { deletedAt: at, deletedBy: id } },
    leave: [...(groups ?? [])].map((groupId) => ({ groupId })),
    history: { kind: 'deleted' },
  };
}

/** Groups that were deleted meanwhile do not come back with their members. */
async function restoration(
  { table }: BulkReader,
  { groups = new Set() }: Participant,
): Promise<PersonChange> {
  const living = groups.size === 0 ? [] : [...(await getGroups(table, groups)).keys()];
  return {
    patch: {
      ...(living.length > 0 && { set: { groups: new Set(living) } }),
      remove: ['deletedAt', 'deletedBy', ...(living.length === 0 ? ['groups'] : [])],
    },
    join: living,
    history: { kind: 'restored' },
  };
}
