import type { BulkJob } from '../domain/bulk-job.ts';
import type { BulkReader, BulkActionWork } from './bulk-action-work.ts';
import { changeWork, skipped, unchanged, type PersonChange } from './change-people.ts';

/** Puts people on the black list. Their groups and registrations stay; nothing is mailed, registered or imported. */
export function openBlock(_reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
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
export function openUnblock(_reader: BulkReader, job: BulkJob): Promise<BulkActionWork> {
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
