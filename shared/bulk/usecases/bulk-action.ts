import type * as z from 'zod';
import type { BulkAction, BulkJob } from '../domain/bulk-job.ts';
import type { Permission } from '../../platform/access/role.ts';
import type { ErasedNames } from '../../platform/values/text/erased-names.ts';
import type { Table } from '../../platform/table/table.ts';
import type { BulkActionWork, BulkReader } from './bulk-action-work.ts';

/** The schema of one action; its type is a literal in it. */
type ActionSchema<A extends BulkAction> = z.ZodType<A> & z.ZodObject<{ type: z.ZodLiteral<string> }>;

/** The people an action is requested for, and the count that was shown before. */
export interface AskedFor {
  ids?: string[] | undefined;
  dryRun: boolean;
  /** The number of people that the organizer was shown. */
  expect?: number | undefined;
}

/**
 * How a capability describes one bulk action. The functions are methods, so that one list can hold all actions: each is
 * only given what its own schema has read.
 */
export interface BulkActionKind<A extends BulkAction = BulkAction> {
  schema: ActionSchema<A>;
  /** The permission to request it, to cancel it and to undo it. */
  permission: Permission;
  /** It cannot be requested as an action on people: it has a route of its own. */
  hasOwnWayIn?: boolean;
  /** Its work has an `undo`. */
  isUndoable?: boolean;
  /** It cannot be undone, so it is done to exactly as many people as the organizer was shown. */
  isFinal?: boolean;
  /** What it began with a person must be finished by a worker: an item may be erased, but not yet what belongs to it. */
  leavesHalves?: boolean;
  /** What is missing in the request. */
  objection?(asked: AskedFor): { field: keyof AskedFor; message: string } | undefined;
  /** Reads what the action names, and answers the work. */
  open(reader: BulkReader, job: BulkJob, action: A): Promise<BulkActionWork>;
  /** Whether a job that is done still has effects to come (mails in a queue), which cancelling prevents. */
  isUnderWay?(table: Table, job: BulkJob): Promise<boolean>;
  /** Details that are only read when this one job is shown; not asked of dry runs. */
  details?(table: Table, job: BulkJob): Promise<Record<string, unknown>>;
  /** The action without a value that names a person who is being erased. */
  redacted?(action: A, naming: ErasedNames): A;
}

/** Finds the description of a job's action. */
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
