import type { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { openBlock, openUnblock } from '../../shared/bulk/usecases/block.ts';
import type { BulkReader, BulkActionWork } from '../../shared/bulk/usecases/bulk-action-work.ts';
import { openAddToGroup, openRemoveFromGroup } from '../../shared/bulk/usecases/change-groups.ts';
import { openDelete, openRestore } from '../../shared/bulk/usecases/delete-people.ts';
import { openMerge } from '../../shared/bulk/usecases/merge.ts';
import { openErase, openPurge } from '../../shared/privacy/usecases/erase.ts';
import { openFixNames } from '../../shared/bulk/usecases/fix-names.ts';
import { openRevertImport } from '../../shared/imports/usecases/revert-import-action.ts';
import { openSetVariable } from '../../shared/bulk/usecases/set-variable.ts';
import { openHandOver } from '../../shared/handovers/usecases/hand-over-people.ts';
import { openInvite } from '../../shared/bulk/usecases/invite.ts';
import { openMail } from '../../shared/mail/usecases/mail-people.ts';

/** The work behind each kind of action, one file each. */
export async function openWork(reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
  const { action } = job;
  switch (action.type) {
    case 'add-to-group':
      return openAddToGroup(reader, job, action);
    case 'remove-from-group':
      return openRemoveFromGroup(reader, job, action);
    case 'delete':
      return openDelete(reader, job);
    case 'restore':
      return openRestore(reader, job);
    case 'block':
      return openBlock(reader, job);
    case 'unblock':
      return openUnblock(reader, job);
    case 'fix-names':
      return openFixNames(reader, job);
    case 'revert-import':
      return openRevertImport(reader, job, action);
    case 'set-variable':
      return openSetVariable(reader, job, action);
    case 'merge':
      return openMerge(reader, job, action);
    case 'invite':
      return openInvite(reader, job, action);
    case 'mail':
      return openMail(reader, job, action);
    case 'hand-over':
      return openHandOver(reader, job);
    case 'erase':
      return openErase(reader, job);
    case 'purge':
      return openPurge(reader, job, action);
  }
}
