import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { UndoMark } from '../../jobs/table/undo-items.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';

/** What an action needs for reading; a dry run uses no more than this, outside of any job. */
export interface BulkReader {
  table: Table;
  identityKey: Uint8Array;
  now: () => number;
}

/** What the work on a bulk job needs besides its slice. */
export interface BulkWorkDeps extends BulkReader {
  imports: FileStore;
  exports: FileStore;
  /** Mails to many. */
  bulk: Queue;
  /** All kinds of jobs, from which erased people are removed. */
  kinds: readonly JobKind[];
  pause: (ms: number) => Promise<unknown>;
  random: (bytes: number) => Uint8Array;
}

/** What an action is given at work. Only the runner calls `checkpoint`: an action writes people, the runner the job. */
export type BulkContext = BulkWorkDeps & SliceOf<BulkJob>;

/**
 * The work of one action on people. Made anew for each slice by its `open`, which reads what the action names (the group,
 * the session) and throws a `Refusal` when that is gone: the job then fails with its words.
 */
export interface BulkActionWork {
  /**
   * The outcomes that a dry run reports for these people, in their order; without this function each of them would be
   * changed.
   */
  dryRun?: (people: Participant[]) => Promise<BulkVerdict[]>;
  /**
   * Does it, and answers what became of each, in their order. A page may come again when a worker died: what was done
   * the first time must count as it did then. Whoever writes an undo mark (`undoPut`, in the transaction of the change)
   * gets that from the runner, which keeps people with a mark of this job away from here and counts them as changed.
   * Whoever has none must recognize their own doing. An error ends the slice, and the page comes again.
   */
  apply: (context: BulkContext, people: Participant[]) => Promise<BulkVerdict[]>;
  /**
   * Undoes what the marked job did, unless somebody changed it since. The marks of the undoing job itself record its
   * progress.
   */
  undo?: (context: BulkContext, marked: MarkedPerson[]) => Promise<BulkVerdict[]>;
  /** Finishes what a worker that died may have left undone for people it had marked; may be called again for the same. */
  resume?: (context: BulkContext, marks: UndoMark[]) => Promise<void>;
  /** Called after the last page, before the job is done; may be called again, and may store the job on its way. */
  finish?: (context: BulkContext, job: BulkJob) => Promise<Finish>;
}

/** The job after finishing. `more`: time is short, another slice follows. */
export interface Finish {
  job: BulkJob;
  more: boolean;
}

/** A mark of the job that is being undone, with the person as they are now; no person when they are gone. */
export interface MarkedPerson {
  id: string;
  mark: UndoMark;
  person: Participant | undefined;
}
