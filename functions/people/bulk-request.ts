import * as z from 'zod';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { bulkOrder } from './routes/bulk-routes.ts';
import type { Selection } from '../../shared/filters/domain/selection.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';

/** An export is a job of its own kind, and is asked for like the actions. */
const AskedExport = z
  .strictObject({ ...ExportRequest.shape, type: z.literal('export') })
  .omit({ ids: true, all: true, filter: true, exclude: true });
export type AskedExport = z.infer<typeof AskedExport>;

const asked = bulkActions.filter(({ hasOwnWayIn }) => hasOwnWayIn !== true);
export const AskedAction = z.discriminatedUnion('type', [AskedExport, ...asked.map(({ schema }) => schema)]);

/** `{action, ids}` or `{action, all: true, filter?, exclude?}`: one of the two, or nobody knows who is meant. */
export const BulkRequest = z
  .strictObject({
    action: AskedAction,
    ...bulkOrder,
  })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), {
    path: ['ids'],
    error: 'Name people (ids), or everybody in a filter (all: true): one of the two.',
  })
  .superRefine(({ action, ...order }, context) => {
    const kind = asked.find(({ schema }) => schema.shape.type.value === action.type);
    const objection = kind?.objection?.(order);
    if (objection) context.addIssue({ code: 'custom', path: [objection.field], message: objection.message });
  })
  .refine(({ all, filter, exclude }) => all === true || (filter === undefined && exclude === undefined), {
    path: ['all'],
    error: 'A filter needs "all": true beside it.',
  });
export type BulkRequest = z.infer<typeof BulkRequest>;

/** Whether an export is asked for, and no action on people. */
export const isExport = (action: BulkRequest['action']): action is AskedExport => action.type === 'export';

/** Whom a request means. */
export function selectionOf({ ids, filter, exclude }: BulkRequest): Selection {
  return ids === undefined ? { all: true, filter, exclude } : { ids };
}
