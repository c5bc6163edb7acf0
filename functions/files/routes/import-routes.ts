import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

/** Files on their way in. */
export const importRoutes = organizerRoutes('Imports', {
  'POST /v1/imports': {
    id: 'createImport',
    summary: 'Import pasted text, or get a link to upload a file to',
    details:
      'With `text` the import begins at once (202). Without it the answer is a link (201): PUT the file there, and it is imported under the `key`.',
    permission: 'imports:write',
    furtherPermissions:
      'people:block, for rows that put people on the black list; others are refused row by row.',
  },
  'GET /v1/imports': {
    id: 'listImports',
    summary: 'List imports, newest first',
    permission: 'imports:read',
  },
  'GET /v1/imports/{importId}': {
    id: 'getImport',
    summary: 'Show an import',
    permission: 'imports:read',
  },
  'GET /v1/imports/{importId}/faults': {
    id: 'listImportFaults',
    summary: 'List the rows that were not taken, in the order of the file',
    permission: 'imports:read',
  },
  'POST /v1/imports/{importId}/preview': {
    id: 'previewImport',
    summary: 'Show the first rows as they would be read',
    details:
      'Begins a dry run of the whole file beside it; its counts come with `GET /v1/imports/{importId}`.',
    permission: 'imports:write',
    furtherPermissions:
      'people:block, for rows that put people on the black list; others are refused row by row.',
  },
  'POST /v1/imports/{importId}/start': {
    id: 'startImport',
    summary: 'Start an import that was held, or start again what failed or was cancelled',
    permission: 'imports:write',
    furtherPermissions:
      'people:block, for rows that put people on the black list; others are refused row by row.',
  },
  'POST /v1/imports/{importId}/revert': {
    id: 'revertImport',
    summary: 'Take back what an import did',
    details: 'Where nobody touched it since. The answer is a bulk job that says how much that was.',
    permission: 'imports:revert',
  },
  'POST /v1/imports/{importId}/cancel': {
    id: 'cancelImport',
    summary: 'Cancel an import that is under way',
    details: 'What it wrote stays, and is counted before it says `cancelled`.',
    permission: 'imports:write',
  },
});
