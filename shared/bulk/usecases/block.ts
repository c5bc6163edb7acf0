import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import type { BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { changeWork, skipped, unchanged, type PersonChange } from './change-people.ts';

const Block = z.strictObject({ type: z.literal('block') });
const Unblock = z.strictObject({ type: z.literal('unblock') });

/** Puts people on the black list. */
export const blockAction: BulkActionKind<z.infer<typeof Block>> = {
  schema: Block,
  permission: 'people:block',
  isUndoable: true,
  open: openBlock,
};

/** Takes people off the black list. */
export const unblockAction: BulkActionKind<z.infer<typeof Unblock>> = {
  schema: Unblock,
  permission: 'people:block',
  open: openUnblock,
};

/** Puts people on the black list. Their groups and registrations stay; nothing is mailed, registered or imported. */
function openBlock(_reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
  return Promise.resolve(
    changeWork(job, {
      decide: (person, at) => {
        if (person.blockedAt === undefined)
          return { patch: { set: { blockedAt: at, blockedBy: job.id } }, history: { kind: 'blocked' } };
        const isOthers = person.blockedBy !== undefined && person.blockedBy !== job.id;
        return isOthers ? blockingToo : unchanged;
      },
      takeBack: (person, mark) => (person.blockedBy === mark.jobId ? unblocking : skipped('touched')),
    }),
  );
}

/** Takes people off the black list; what they said themselves stands. */
function openUnblock(_reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
  return Promise.resolve(
    changeWork(job, { decide: (person) => (person.blockedAt === undefined ? unchanged : unblocking) }),
  );
}

/** Of whom another job had blocked: from now on neither of the two may take the block back. */
const blockingToo = {
  patch: { remove: ['blockedBy'] },
  history: { kind: 'blocked' },
} satisfies PersonChange;

const unblocking = {
  patch: { remove: ['blockedAt', 'blockedBy'] },
  history: { kind: 'unblocked' },
} satisfies PersonChange;
