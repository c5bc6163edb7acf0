import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** What became of hand-overs. */
export const runRoutes = organizerRoutes('Hand-over runs', {
  'GET /v1/handovers/{handoverId}/runs': {
    id: 'listHandoverRuns',
    summary: 'List the runs of a hand-over, the latest first',
    permission: 'events:read',
  },
  'GET /v1/runs/{runId}/deliveries': {
    id: 'listDeliveries',
    summary: 'List the deliveries of a run',
    details: 'Of the run of a rule, or of a bulk action that hands people over (its job is the run).',
    permission: 'events:read',
  },
  'POST /v1/runs/{runId}/redrive': {
    id: 'redriveRun',
    summary: 'Ask for failed deliveries again',
    details: 'For all of the run, or for the people named.',
    permission: 'events:write',
    furtherPermissions: 'people:hand-over, when the run is that of a bulk action.',
  },
});
