import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** What the columns of files mean that come again and again. */
export const mappingRoutes = organizerRoutes('Imports', {
  'GET /v1/mappings': {
    id: 'listMappings',
    summary: 'List saved mappings, newest first',
    permission: 'imports:read',
  },
  'POST /v1/mappings': {
    id: 'createMapping',
    summary: 'Save a mapping under a name',
    permission: 'imports:write',
  },
  'DELETE /v1/mappings/{mappingId}': {
    id: 'deleteMapping',
    summary: 'Delete a saved mapping',
    permission: 'imports:write',
  },
});
