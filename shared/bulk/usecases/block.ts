import * as z from 'zod';
import type { BulkActionKind } from './bulk-action.ts';
import type { BulkJob } from '../domain/bulk-job.ts';
import { openWith, takeBackOwn, unchanged, type PersonChange, type PersonRule } from './change-people.ts';

const Block = z.strictObject({ type: z.literal('block') });
const Unblock = z.strictObject({ type: z.literal('unblock') });

/** Puts people on the black list. Their groups and registrations stay; nothing is mailed, registered or imported. */
export const blockAction: BulkActionKind<z.infer<typeof Block>> = {
  schema: Block,
  permission: 'people:block',
  isUndoable: true,
  open: openWith(blocking),
};

/** Takes people off the black list; their own opt-outs stay. */
export const unblockAction: BulkActionKind<z.infer<typeof Unblock>> = {
  schema: Unblock,
  permission: 'people:block',
  open: openWith(() => ({ decide: (person) => (person.blockedAt === undefined ? unchanged : unblocking) })),
};

function blocking(job: BulkJob): PersonRule {
  return {
    decide: (person, at) => {
      if (person.blockedAt === undefined)
        return { patch: { set: { blockedAt: at, blockedBy: job.id } }, history: { kind: 'blocked' } };
      const isOthers = person.blockedBy !== undefined && person.blockedBy !== job.id;
      return isOthers ? blockingToo : unchanged;
    },
    takeBack: takeBackOwn('blockedBy', () => unblocking),
  };
}

/** For people whom another job had blocked: from now on neither of the two jobs can undo the block. */
const blockingToo = {
  patch: { remove: ['blockedBy'] },
  history: { kind: 'blocked' },
} satisfies PersonChange;

const unblocking = {
  patch: { remove: ['blockedAt', 'blockedBy'] },
  history: { kind: 'unblocked' },
} satisfies PersonChange;
