import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** Filters under names of their own; lists, exports and bulk actions take `{"saved": id}` for them. */
export const filterRoutes = organizerRoutes('Saved filters', {
  'GET /v1/filters': {
    id: 'listFilters',
    summary: 'List saved filters, newest first',
    permission: 'people:read',
  },
  'POST /v1/filters': {
    id: 'createFilter',
    summary: 'Save a filter under a name',
    permission: 'people:write',
  },
  'PATCH /v1/filters/{filterId}': {
    id: 'changeFilter',
    summary: 'Change a saved filter',
    permission: 'people:write',
  },
  'DELETE /v1/filters/{filterId}': {
    id: 'deleteFilter',
    summary: 'Delete a saved filter',
    permission: 'people:write',
  },
});
