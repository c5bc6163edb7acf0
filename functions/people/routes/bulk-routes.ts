import * as z from 'zod';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { ParticipantIds } from '../../../shared/filters/domain/selection.ts';
import { Filter } from '../../../shared/filters/domain/filter.ts';
import { BulkCount, JobView, StartedJob, WholeJob } from './job-view.ts';

const everybody = {
  action: { type: 'add-to-group', groupId: 'grp_019a0b1c2d3e4f5061728394a5b6c7d8' },
  all: true,
  filter: { field: 'status', op: 'in', value: ['active'] },
  dryRun: true,
};

/** One of the actions; each capability declares the fields of its own, and `bulk-request.ts` puts them together. */
export const AskedAction = named('AskedAction', z.looseObject({ type: z.string() }), everybody.action);

/** `{action, ids}` or `{action, all: true, filter?, exclude?}`; `bulk-request.ts` reads it, action and all. */
export const bulkOrder = {
  ids: ParticipantIds.optional(),
  all: z.literal(true).optional(),
  filter: Filter.optional(),
  exclude: ParticipantIds.optional(),
  dryRun: z.boolean().default(false),
  /** The number that the organizer was shown; the action is refused if the count differs much from it. */
  expect: z.number().int().min(0).optional(),
};

const BulkOrder = named('BulkRequest', z.strictObject({ action: AskedAction, ...bulkOrder }), everybody);

/** Bulk actions, and jobs of any kind. */
export const bulkRoutes = organizerRoutes('Bulk actions and jobs', {
  'POST /v1/participants/actions': {
    id: 'startBulkAction',
    summary: 'Do something to many people',
    details:
      'First with `dryRun`, which counts; then for real, with the number that was shown as `expect`. The same `Idempotency-Key` of the same organizer is the same job.',
    permission: 'people:read',
    furtherPermissions: 'that of the action, as listed with each of them.',
    headers: ['idempotency-key'],
    body: BulkOrder,
    answers: { 200: BulkCount, 202: StartedJob },
    problems: ['not-found', 'conflict'],
  },
  'GET /v1/jobs': {
    id: 'listJobs',
    summary: 'List jobs that organizers began, newest first',
    details: '`kind` finds those of one: `bulk`, `import` or `export`.',
    permission: 'jobs:read',
    query: Paging.extend({ kind: z.string().optional() }),
    answers: { 200: pageOf(JobView) },
  },
  'GET /v1/jobs/{jobId}': {
    id: 'getJob',
    summary: 'Show a job',
    permission: 'jobs:read',
    answers: { 200: WholeJob },
  },
  'POST /v1/jobs/{jobId}/cancel': {
    id: 'cancelJob',
    summary: 'Cancel a job',
    details: 'What it did stays, and is counted before it says `cancelled`.',
    permission: 'jobs:read',
    furtherPermissions: 'that of whoever may begin such a job.',
    answers: { 200: JobView },
    problems: ['conflict'],
  },
  'POST /v1/jobs/{jobId}/undo': {
    id: 'undoJob',
    summary: 'Take a bulk action back',
    details: 'The answer is the job that does it.',
    permission: 'jobs:read',
    furtherPermissions: 'that of the action that is taken back.',
    answers: { 202: JobView },
    problems: ['conflict'],
  },
});
