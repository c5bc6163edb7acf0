import * as z from 'zod';
import { ExportRequest } from '../../shared/exports/domain/export-job.ts';
import { apiShapes, describedAs, named } from '../../shared/platform/runtime/api-shapes.ts';
import { AskedAction, bulkOrder } from './routes/bulk-routes.ts';
import type { Selection } from '../../shared/filters/domain/selection.ts';
import { bulkActions } from '../../shared/registries/bulk-actions.ts';

/** An export is a job of its own kind, and is asked for like the actions. */
const AskedExport = z
  .strictObject({ ...ExportRequest.shape, type: z.literal('export') })
  .omit({ ids: true, all: true, filter: true, exclude: true });
export type AskedExport = z.infer<typeof AskedExport>;

const asked = bulkActions.filter(({ hasOwnWayIn }) => hasOwnWayIn !== true);
const ReadAction = z.discriminatedUnion('type', [AskedExport, ...asked.map(({ schema }) => schema)]);

describedAs('AskedAction', AskedAction, ReadAction, { type: 'delete' });
named('ExportAction', AskedExport, { type: 'export', format: 'csv' });
for (const { schema, permission } of asked) {
  const word = schema.shape.type.value.replaceAll(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());
  apiShapes.add(schema, { id: `${word}Action`, description: `Needs the permission ${permission}.` });
}

/** `{action, ids}` or `{action, all: true, filter?, exclude?}`: one of the two, or nobody knows who is meant. */
export const BulkRequest = z
  .strictObject({
    action: ReadAction,
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

/** The people that a request is for. */
export function selectionOf({ ids, filter, exclude }: BulkRequest): Selection {
  return ids === undefined ? { all: true, filter, exclude } : { ids };
}
