import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** Who is registered for a session. */
export const registrationRoutes = organizerRoutes('Registrations', {
  'GET /v1/sessions/{sessionId}/registrations': {
    id: 'listRegistrations',
    summary: 'List who is registered for a session',
    details: 'In a fixed order that is no order of names or dates.',
    permission: 'events:read',
  },
  'PATCH /v1/sessions/{sessionId}/registrations/{registrationId}': {
    id: 'setAttendance',
    summary: 'Note whether a registrant was there',
    permission: 'events:write',
  },
  'POST /v1/sessions/{sessionId}/registrations/{registrationId}/cancel': {
    id: 'cancelRegistration',
    summary: 'Take one registration back',
    permission: 'events:write',
  },
});
