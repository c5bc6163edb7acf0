import * as z from 'zod';
import { AskedBulkAction, type BulkAction, type BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { Filter } from '../../shared/filters/domain/filter.ts';
import { isFinished } from '../../shared/jobs/domain/job.ts';
import { UNDO_MS } from '../../shared/platform/values/restorable.ts';
import type { Permission } from '../../shared/platform/access/role.ts';
import { ParticipantIds, type Selection } from '../../shared/filters/domain/selection.ts';

/** Exports are told apart from the other actions by their own kind of job. */
const AskedAction = z.discriminatedUnion('type', [
  ...AskedBulkAction.options,
  z
    .strictObject({ ...ExportRequest.shape, type: z.literal('export') })
    .omit({ ids: true, all: true, filter: true, exclude: true }),
]);

/** `{action, ids}` or `{action, all: true, filter?, exclude?}`: one of the two, or nobody knows who is meant. */
export const BulkRequest = z
  .strictObject({
    action: AskedAction,
    ids: ParticipantIds.optional(),
    all: z.literal(true).optional(),
    filter: Filter.optional(),
    exclude: ParticipantIds.optional(),
    dryRun: z.boolean().default(false),
    /** How many the organizer was told; a count that is quite another one refuses the action. */
    expect: z.number().int().min(0).optional(),
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    path: ['ids'],
    error: 'Name people (ids), or everybody in a filter (all: true): one of the two.',
  })
  .refine(
    ({ action, ids, dryRun, expect }) => action.type !== 'erase' || (ids ?? dryRun) || expect !== undefined,
    {
      path: ['expect'],
      error: 'Nobody gets erased people back: count them first (dryRun), and name the number here.',
    },
  )
  .refine(({ action, ids }) => action.type !== 'merge' || ids !== undefined, {
    path: ['ids'],
    error: 'Name the people (ids) who are one: nobody tells them apart again.',
  })
  .refine(({ all, filter, exclude }) => all === true || (filter === undefined && exclude === undefined), {
    path: ['all'],
    error: 'A filter needs "all": true beside it.',
  });
export type BulkRequest = z.infer<typeof BulkRequest>;

/** Whom a request means. */
export function selectionOf({ ids, filter, exclude }: BulkRequest): Selection {
  return ids === undefined ? { all: true, filter, exclude } : { ids };
}

/**
 * What speaks against a count: it is so far from what the organizer was told that they should look again. What cannot be undone
 * is for just as many.
 */
export function objectionToCount(
  { action }: Pick<BulkJob, 'action'>,
  count: number,
  expected: number,
): string | undefined {
  const most = action.type === 'erase' ? 0 : expected / 10;
  return Math.abs(count - expected) > most
    ? `The number of people is ${count} now, not ${expected}. Please look again and confirm.`
    : undefined;
}

/** What somebody must be allowed to do for each action. */
export const permissionFor: Record<BulkAction['type'] | 'export', Permission> = {
  'add-to-group': 'people:write',
  'remove-from-group': 'people:write',
  'set-variable': 'people:write',
  'fix-names': 'people:write',
  invite: 'people:write',
  delete: 'people:delete',
  restore: 'people:delete',
  block: 'people:block',
  unblock: 'people:block',
  mail: 'mailings:send',
  'hand-over': 'people:hand-over',
  merge: 'people:merge',
  erase: 'people:erase',
  purge: 'people:erase',
  'revert-import': 'imports:revert',
  export: 'exports:write',
};

const undoable: ReadonlySet<BulkAction['type']> = new Set([
  'add-to-group',
  'remove-from-group',
  'set-variable',
  'fix-names',
  'delete',
  'block',
]);

/** Whether a job's doings can be taken back; that nobody began to, is the caller's to see. */
export function isUndoable(job: BulkJob, nowMs: number): boolean {
  return (
    isFinished(job) &&
    !job.dryRun &&
    job.undoes === undefined &&
    undoable.has(job.action.type) &&
    nowMs - Date.parse(job.createdAt) < UNDO_MS
  );
}
