import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** What is done to many people at once, and long work of any kind. */
export const bulkRoutes = organizerRoutes('Bulk actions and jobs', {
  'POST /v1/participants/actions': {
    id: 'startBulkAction',
    summary: 'Do something to many people',
    details:
      'First with `dryRun`, which counts; then for real, with the number that was shown as `expect`. The same `Idempotency-Key` of the same organizer is the same job.',
    permission: 'people:read',
    furtherPermissions: 'that of the action, as listed with each of them.',
  },
  'GET /v1/jobs': {
    id: 'listJobs',
    summary: 'List jobs, newest first',
    permission: 'jobs:read',
  },
  'GET /v1/jobs/{jobId}': {
    id: 'getJob',
    summary: 'Show a job',
    permission: 'jobs:read',
  },
  'POST /v1/jobs/{jobId}/cancel': {
    id: 'cancelJob',
    summary: 'Cancel a job',
    details: 'What it did stays, and is counted before it says `cancelled`.',
    permission: 'jobs:read',
    furtherPermissions: 'that of whoever may begin such a job.',
  },
  'POST /v1/jobs/{jobId}/undo': {
    id: 'undoJob',
    summary: 'Take a bulk action back',
    details: 'The answer is the job that does it.',
    permission: 'jobs:read',
    furtherPermissions: 'that of the action that is taken back.',
  },
});
