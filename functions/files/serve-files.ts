import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import type { OrganizerHandlers } from '../../shared/platform/runtime/route.ts';
import { serveOrganizers } from '../../shared/platform/runtime/serve-routes.ts';
import type { FileDeps } from './deps.ts';
import { createExport, listAllExports, showExport } from './exports.ts';
import { cancelImport, createImport, listAllImports, showFaults, showImport } from './imports.ts';
import { preview, revert, start } from './import-runs.ts';
import { deleteMapping, listMappings, saveMapping } from './mappings.ts';
import { fileRoutes } from './routes.ts';

const handlers: OrganizerHandlers<typeof fileRoutes, FileDeps> = {
  'POST /v1/imports': createImport,
  'GET /v1/imports': listAllImports,
  'GET /v1/imports/{importId}': showImport,
  'GET /v1/imports/{importId}/faults': showFaults,
  'POST /v1/imports/{importId}/preview': preview,
  'POST /v1/imports/{importId}/start': start,
  'POST /v1/imports/{importId}/revert': revert,
  'POST /v1/imports/{importId}/cancel': cancelImport,
  'GET /v1/mappings': listMappings,
  'POST /v1/mappings': saveMapping,
  'DELETE /v1/mappings/{mappingId}': deleteMapping,
  'POST /v1/exports': createExport,
  'GET /v1/exports': listAllExports,
  'GET /v1/exports/{exportId}': showExport,
};

/** Imports and exports: begin them, watch them, fetch what came of them. */
export const serveFiles = (deps: FileDeps): Routes => serveOrganizers(fileRoutes, handlers, deps);
