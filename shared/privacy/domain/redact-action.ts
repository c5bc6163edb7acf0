import type { BulkAction } from '../../bulk/domain/bulk-job.ts';

/** What a job did to people, without a value that names somebody who was erased. */
export function redactAction(action: BulkAction, names: (text: string) => boolean): BulkAction {
  if (action.type !== 'set-variable' || typeof action.value !== 'string' || !names(action.value))
    return action;
  return { ...action, value: '(erased)' };
}
