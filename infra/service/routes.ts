import type { FunctionName } from './function-table.ts';

/** `public`: anyone may call. `organizer`: a token of the stage's issuer is required. */
type Access = 'public' | 'organizer';

export interface Route {
  /** As API Gateway writes it: method, blank, path. */
  key: string;
  to: FunctionName;
  access: Access;
}

const route = (access: Access, to: FunctionName, ...keys: string[]): Route[] =>
  keys.map((key) => ({ key, to, access }));

/** The route that landing pages post to. */
export const registrationRoute = 'POST /v1/events/{eventId}/registrations';

/** Every way in over HTTP. */
export const routes: readonly Route[] = [
  ...route(
    'public',
    'registration',
    'GET /v1/public/events/{eventId}',
    registrationRoute,
    'OPTIONS /v1/events/{eventId}/registrations',
  ),
  ...route(
    'public',
    'pages',
    'GET /e/{eventId}',
    'GET /e/{eventId}/thanks',
    'GET /j/{token}',
    'GET /u/{token}',
    'POST /u/{token}',
    'GET /c/{token}',
    'POST /c/{token}',
  ),
  ...route(
    'organizer',
    'events',
    'POST /v1/events',
    'GET /v1/events',
    'GET /v1/events/{eventId}',
    'POST /v1/events/{eventId}/sessions',
    'GET /v1/events/{eventId}/sessions',
    'GET /v1/sessions/{sessionId}',
    'PATCH /v1/sessions/{sessionId}',
    'POST /v1/sessions/{sessionId}/cancel',
    'GET /v1/sessions/{sessionId}/registrations',
    'PATCH /v1/sessions/{sessionId}/registrations/{registrationId}',
    'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel',
    'GET /v1/events/{eventId}/reminders',
    'PUT /v1/events/{eventId}/reminders',
    'GET /v1/events/{eventId}/handovers',
    'PUT /v1/events/{eventId}/handovers',
    'GET /v1/handovers/{handoverId}/runs',
    'GET /v1/runs/{runId}/deliveries',
    'POST /v1/runs/{runId}/redrive',
  ),
  ...route(
    'organizer',
    'people',
    'GET /v1/participants',
    'POST /v1/participants',
    'GET /v1/participants/{participantId}',
    'PATCH /v1/participants/{participantId}',
    'DELETE /v1/participants/{participantId}',
    'POST /v1/participants/{participantId}/restore',
    'POST /v1/participants/{participantId}/block',
    'POST /v1/participants/{participantId}/unblock',
    'POST /v1/participants/{participantId}/merge',
    'POST /v1/participants/{participantId}/release-address',
    'GET /v1/participants/{participantId}/history',
    'GET /v1/participants/{participantId}/data',
    'POST /v1/participants/{participantId}/erase',
    'GET /v1/retention',
    'PUT /v1/retention',
    'GET /v1/audit',
    'GET /v1/participants/facets',
    'POST /v1/participants/unblock',
    'POST /v1/participants/actions',
    'GET /v1/jobs',
    'GET /v1/jobs/{jobId}',
    'POST /v1/jobs/{jobId}/cancel',
    'POST /v1/jobs/{jobId}/undo',
    'GET /v1/filters',
    'POST /v1/filters',
    'PATCH /v1/filters/{filterId}',
    'DELETE /v1/filters/{filterId}',
    'POST /v1/doubles',
    'GET /v1/doubles',
    'GET /v1/doubles/{doublesId}',
    'GET /v1/groups',
    'POST /v1/groups',
    'GET /v1/groups/{groupId}',
    'PATCH /v1/groups/{groupId}',
    'DELETE /v1/groups/{groupId}',
    'GET /v1/variables',
    'POST /v1/variables',
    'PATCH /v1/variables/{name}',
    'DELETE /v1/variables/{name}',
  ),
  ...route(
    'organizer',
    'files',
    'POST /v1/imports',
    'GET /v1/imports',
    'GET /v1/imports/{importId}',
    'GET /v1/imports/{importId}/faults',
    'POST /v1/imports/{importId}/preview',
    'POST /v1/imports/{importId}/start',
    'POST /v1/imports/{importId}/revert',
    'POST /v1/imports/{importId}/cancel',
    'GET /v1/mappings',
    'POST /v1/mappings',
    'DELETE /v1/mappings/{mappingId}',
    'POST /v1/exports',
    'GET /v1/exports',
    'GET /v1/exports/{exportId}',
  ),
];
