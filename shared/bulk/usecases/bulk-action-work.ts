import type { BulkJob, BulkVerdict } from '../domain/bulk-job.ts';
import type { Participant } from '../../people/domain/participant.ts';
import type { UndoMark } from '../../jobs/table/undo-items.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import type { Queue } from '../../platform/queue/send-messages.ts';
import type { Table } from '../../platform/table/table.ts';
import type { JobKind } from '../../jobs/usecases/job-kind.ts';
import type { SliceOf } from '../../jobs/usecases/slice.ts';

/** What an action has in its hands. Reading needs no more than this; a dry run asks with it, outside of any job. */
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
  /** All kinds of jobs: whoever is erased is taken out of them. */
  kinds: readonly JobKind[];
  random: (bytes: number) => Uint8Array;
}

/** The job at work. `context.checkpoint` is the runner's: an action writes its people, the runner the job. */
export type BulkContext = BulkWorkDeps & SliceOf<BulkJob>;

/**
 * One action on people. Made anew for each slice by an `open…` function, which reads what the action names (the group,
 * the session) and throws a `Refusal` when that is gone: the job then fails with its words.
 */
export interface BulkActionWork {
  /** What would become of these people as they are now, in their order; without it each of them would be changed. */
  foresee?: (people: Participant[]) => Promise<BulkVerdict[]>;
  /**
   * Does it, and answers what became of each, in their order. A page may come again when a worker died: what was done
   * the first time must count as it did then. Whoever writes an undo mark (`undoPut`, in the transaction of the change)
   * gets that from the runner, which keeps people with a mark of this job away from here and counts them as changed.
   * Whoever has none must recognize their own doing. An error ends the slice, and the page comes again.
   */
  apply: (context: BulkContext, people: Participant[]) => Promise<BulkVerdict[]>;
  /** Takes back what the marked job did, where nobody touched it since. Marks of this (the undoing) job are its memory. */
  undo?: (context: BulkContext, marked: MarkedPerson[]) => Promise<BulkVerdict[]>;
  /** What a worker that died may have left undone of people it had marked; may come again for the same. */
  resume?: (context: BulkContext, marks: UndoMark[]) => Promise<void>;
  /** After the last page, before the job is done; may come again, and may store the job on its way. */
  finish?: (context: BulkContext, job: BulkJob) => Promise<Finish>;
}

/** The job as it stands. `more`: time is short, there is a slice to follow. */
export interface Finish {
  job: BulkJob;
  more: boolean;
}

/** A mark of the job that is undone, with the person as they are now; none when they are gone. */
export interface MarkedPerson {
  id: string;
  mark: UndoMark;
  person: Participant | undefined;
}
