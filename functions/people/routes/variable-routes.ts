import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** Definitions of the custom fields of participants. */
export const variableRoutes = organizerRoutes('Variables', {
  'GET /v1/variables': {
    id: 'listVariables',
    summary: 'List the custom fields of participants',
    details: 'All at once: there are 200 at most.',
    permission: 'people:read',
  },
  'POST /v1/variables': {
    id: 'createVariable',
    summary: 'Define a custom field',
    permission: 'people:write',
  },
  'PATCH /v1/variables/{name}': {
    id: 'changeVariable',
    summary: 'Change the label of a custom field',
    permission: 'people:write',
  },
  'DELETE /v1/variables/{name}': {
    id: 'deleteVariable',
    summary: 'Hide a custom field',
    details: 'Its values stay with the people; the same name and type bring them back.',
    permission: 'people:write',
  },
});
