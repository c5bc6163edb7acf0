import type { Routes } from '../../shared/platform/runtime/http-function.ts';
import { createExport, listAllExports, showExport } from './exports.ts';
import { cancelImport, createImport, listAllImports, showFaults, showImport } from './imports.ts';
import { preview, revert, start } from './import-runs.ts';
import { deleteMapping, listMappings, saveMapping } from './mappings.ts';
import type { FileDeps } from './deps.ts';

/** Imports and exports: begin them, watch them, fetch what came of them. */
export function fileRoutes(deps: FileDeps): Routes {
  return {
    'POST /v1/imports': (request) => createImport(deps, request),
    'GET /v1/imports': (request) => listAllImports(deps, request),
    'GET /v1/imports/{importId}': (request) => showImport(deps, request),
    'GET /v1/imports/{importId}/faults': (request) => showFaults(deps, request),
    'POST /v1/imports/{importId}/preview': (request) => preview(deps, request),
    'POST /v1/imports/{importId}/start': (request) => start(deps, request),
    'POST /v1/imports/{importId}/revert': (request) => revert(deps, request),
    'POST /v1/imports/{importId}/cancel': (request) => cancelImport(deps, request),
    'GET /v1/mappings': (request) => listMappings(deps, request),
    'POST /v1/mappings': (request) => saveMapping(deps, request),
    'DELETE /v1/mappings/{mappingId}': (request) => deleteMapping(deps, request),
    'POST /v1/exports': (request) => createExport(deps, request),
    'GET /v1/exports': (request) => listAllExports(deps, request),
    'GET /v1/exports/{exportId}': (request) => showExport(deps, request),
  };
}
