import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** People, found and shown. */
export const participantRoutes = organizerRoutes('Participants', {
  'GET /v1/participants': {
    id: 'listParticipants',
    summary: 'List the people in a filter',
    details:
      'In a fixed order that is no order of names or dates. A page may hold fewer than `limit`, even none, and still have a cursor: the list ends where no cursor comes. A filter is `field=value` or `field.op=value` for any number of fields, `q`, `filter` and `savedFilter`, all together.',
    permission: 'people:read',
  },
  'GET /v1/participants/facets': {
    id: 'countParticipants',
    summary: 'Count the people in a filter by each of the values they have',
    details:
      'With `complete: false` it is the count of a part, and `cursor` goes on to the next one: add the parts up.',
    permission: 'people:read',
  },
  'GET /v1/participants/{participantId}': {
    id: 'getParticipant',
    summary: 'Show a person',
    details: 'By a former id, of somebody who became part of another, too.',
    permission: 'people:read',
  },
  'GET /v1/participants/{participantId}/history': {
    id: 'listHistory',
    summary: 'List what happened to a person, newest first',
    permission: 'people:read',
  },
});
