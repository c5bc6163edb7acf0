import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** Files on their way out. Seeing one is having it, so that reading asks for the same permission as making. */
export const exportRoutes = organizerRoutes('Exports', {
  'POST /v1/exports': {
    id: 'createExport',
    summary: 'Export people into a file',
    permission: 'exports:write',
  },
  'GET /v1/exports': {
    id: 'listExports',
    summary: 'List exports, newest first',
    permission: 'exports:write',
  },
  'GET /v1/exports/{exportId}': {
    id: 'getExport',
    summary: 'Show an export, with a link to its file',
    details: 'The link is signed anew each time, and lives for 15 minutes at most.',
    permission: 'exports:write',
  },
});
