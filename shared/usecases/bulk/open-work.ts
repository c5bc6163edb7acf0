import type { BulkJob } from '../../domain/bulk-job.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { BulkReader, BulkWork } from './bulk-work.ts';

/** The work behind each kind of action, one file each. */
export function openWork(_reader: BulkReader, job: BulkJob): Promise<BulkWork> {
  const { action } = job;
  switch (action.type) {
    case 'add-to-group':
    case 'remove-from-group':
    case 'set-variable':
    case 'invite':
    case 'mail':
    case 'hand-over':
    case 'delete':
    case 'restore':
    case 'block':
    case 'unblock':
    case 'fix-names':
    case 'merge':
    case 'erase':
    case 'revert-import':
      throw new Refusal('invalid-input', `${action.type} is not there yet.`);
  }
}
