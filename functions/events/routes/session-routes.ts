import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** The dates of events. */
export const sessionRoutes = organizerRoutes('Sessions', {
  'POST /v1/events/{eventId}/sessions': {
    id: 'createSessions',
    summary: 'Plan one session, a series, or a list of dates',
    details:
      'One session is answered as it is, several as a list. What is left out comes from the session before: without a body the next one is a week later.',
    permission: 'events:write',
  },
  'GET /v1/events/{eventId}/sessions': {
    id: 'listSessions',
    summary: 'List the sessions of an event, the latest first',
    permission: 'events:read',
  },
  'GET /v1/sessions/{sessionId}': {
    id: 'getSession',
    summary: 'Show a session',
    permission: 'events:read',
  },
  'PATCH /v1/sessions/{sessionId}': {
    id: 'changeSession',
    summary: 'Change a session',
    details: 'Registrants are told when it is moved; what is due before or after it moves along.',
    permission: 'events:write',
  },
  'POST /v1/sessions/{sessionId}/cancel': {
    id: 'cancelSession',
    summary: 'Call a session off',
    details: 'Registrants are told. It cannot be taken back.',
    permission: 'events:write',
  },
});
