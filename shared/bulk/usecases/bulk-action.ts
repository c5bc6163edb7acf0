import type * as z from 'zod';
import type { BulkAction, BulkJob } from '../domain/bulk-job.ts';
import type { Permission } from '../../platform/access/role.ts';
import type { Naming } from '../../platform/values/naming.ts';
import type { Table } from '../../platform/table/table.ts';
import type { BulkActionWork, BulkReader } from './bulk-action-work.ts';

/** How what is asked of one action reads; its type is a literal in it. */
type ActionSchema<A extends BulkAction> = z.ZodType<A> & z.ZodObject<{ type: z.ZodLiteral<string> }>;

/** Whom an action is asked for, and what was counted before. */
export interface AskedFor {
  ids?: string[] | undefined;
  dryRun: boolean;
  /** How many the organizer was told. */
  expect?: number | undefined;
}

/**
 * What a capability says of one bulk action. The acts are methods, so that one list holds all actions: each is only given
 * what its own schema has read.
 */
export interface BulkActionKind<A extends BulkAction = BulkAction> {
  schema: ActionSchema<A>;
  /** What somebody must be allowed to do to ask for it, to end it and to take it back. */
  permission: Permission;
  /** Not to be asked for as an action on people: it is begun where it belongs. */
  hasOwnWayIn?: boolean;
  /** Its work has an `undo`. */
  isUndoable?: boolean;
  /** Nobody gets anybody back: it is for just as many people as the organizer was told. */
  isFinal?: boolean;
  /** What it began with somebody must be brought to its end by a worker: an item may be erased, and not yet what hangs on it. */
  leavesHalves?: boolean;
  /** What is missing in what is asked for. */
  objection?(asked: AskedFor): { field: keyof AskedFor; message: string } | undefined;
  /** Reads what the action names, and answers the work. */
  open(reader: BulkReader, job: BulkJob, action: A): Promise<BulkActionWork>;
  /** Whether something of a job that is done is still to come, which cancelling keeps from coming. */
  isUnderWay?(table: Table, job: BulkJob): Promise<boolean>;
  /** What is only read for whoever looks at this one job; not asked of dry runs. */
  details?(table: Table, job: BulkJob): Promise<Record<string, unknown>>;
  /** What was done, without a value that names somebody who is erased. */
  redacted?(action: A, naming: Naming): A;
}

/** What its capability says of a job's action. */
export function actionOf(
  actions: readonly BulkActionKind[],
  { action: { type } }: Pick<BulkJob, 'action'>,
): BulkActionKind {
  const action = actions.find(({ schema }) => schema.shape.type.value === type);
  if (!action) throw new Error(`There is no bulk action "${type}". Add it to the list of actions.`);
  return action;
}

/** The work behind a job's action. */
export function openWork(
  actions: readonly BulkActionKind[],
  reader: BulkReader,
  job: BulkJob,
): Promise<BulkActionWork> {
  const action = actionOf(actions, job);
  return action.open(reader, job, action.schema.parse(job.action));
}
