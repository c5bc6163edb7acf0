import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** What people may ask for by law, how long they are kept, and who did what to their data. */
export const privacyRoutes = organizerRoutes('Privacy', {
  'GET /v1/participants/{participantId}/data': {
    id: 'getSubjectAccessReport',
    summary: 'Show all that is known of a person',
    permission: 'people:disclose',
  },
  'POST /v1/participants/{participantId}/erase': {
    id: 'eraseParticipant',
    summary: 'Erase a person',
    details: 'It cannot be undone: the body repeats who is meant. The answer is the job that does it.',
    permission: 'people:erase',
  },
  'GET /v1/retention': {
    id: 'getRetention',
    summary: 'Show how long people are kept',
    permission: 'settings:write',
  },
  'PUT /v1/retention': {
    id: 'setRetention',
    summary: 'Set how long people are kept',
    details: 'With `dryRun` nothing is set: the answer is a job that counts whom the rules would erase now.',
    permission: 'settings:write',
  },
  'GET /v1/audit': {
    id: 'listAudit',
    summary: 'List who did what to people’s data in a month, newest first',
    permission: 'audit:read',
  },
});
