import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** What an event does by itself before and after each of its sessions. */
export const ruleRoutes = organizerRoutes('Reminders and hand-overs', {
  'GET /v1/events/{eventId}/reminders': {
    id: 'getReminders',
    summary: 'Show the reminders of an event, and when they are due',
    permission: 'events:read',
  },
  'PUT /v1/events/{eventId}/reminders': {
    id: 'setReminders',
    summary: 'Replace the reminders of an event',
    permission: 'events:write',
  },
  'GET /v1/events/{eventId}/handovers': {
    id: 'getHandovers',
    summary: 'Show the hand-overs of an event, and when they are due',
    permission: 'events:read',
  },
  'PUT /v1/events/{eventId}/handovers': {
    id: 'setHandovers',
    summary: 'Replace the hand-overs of an event',
    details: 'A secret that was made is shown this once.',
    permission: 'events:write',
    furtherPermissions:
      'people:hand-over, when a rule posts to another place or posts other people than the rules of before.',
  },
});
