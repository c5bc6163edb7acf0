import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** What people register for. */
export const eventRoutes = organizerRoutes('Events', {
  'POST /v1/events': {
    id: 'createEvent',
    summary: 'Create an event',
    permission: 'events:write',
  },
  'GET /v1/events': {
    id: 'listEvents',
    summary: 'List events, newest first',
    permission: 'events:read',
  },
  'GET /v1/events/{eventId}': {
    id: 'getEvent',
    summary: 'Show an event',
    permission: 'events:read',
  },
});
