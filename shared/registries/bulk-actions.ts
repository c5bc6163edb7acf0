import { blockAction, unblockAction } from '../bulk/usecases/block.ts';
import type { BulkActionKind } from '../bulk/usecases/bulk-action.ts';
import { addToGroupAction, removeFromGroupAction } from '../bulk/usecases/change-groups.ts';
import { deleteAction, restoreAction } from '../bulk/usecases/delete-people.ts';
import { fixNamesAction } from '../bulk/usecases/fix-names.ts';
import { approveAction, refuseAction } from '../bulk/usecases/decide-people.ts';
import { cancelAction } from '../bulk/usecases/cancel-people.ts';
import { mergeAction } from '../bulk/usecases/merge.ts';
import { moveAction } from '../bulk/usecases/move-people.ts';
import { registerAction } from '../bulk/usecases/register-people.ts';
import { setVariableAction } from '../bulk/usecases/set-variable.ts';
import { handOverAction } from '../handovers/usecases/hand-over-people.ts';
import { revertImportAction } from '../imports/usecases/revert-import-action.ts';
import { inviteAction } from '../mail/usecases/invite-people.ts';
import { mailAction } from '../mail/usecases/mail-people.ts';
import { eraseAction, purgeAction } from '../privacy/usecases/erase.ts';

/** All bulk actions: those who request one and those who do it read this one list. */
export const bulkActions: readonly BulkActionKind[] = [
  addToGroupAction,
  removeFromGroupAction,
  setVariableAction,
  registerAction,
  moveAction,
  approveAction,
  refuseAction,
  cancelAction,
  inviteAction,
  mailAction,
  handOverAction,
  deleteAction,
  restoreAction,
  blockAction,
  unblockAction,
  fixNamesAction,
  eraseAction,
  mergeAction,
  purgeAction,
  revertImportAction,
];
