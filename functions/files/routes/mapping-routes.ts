import * as z from 'zod';
import { SavedMapping } from '../../../shared/imports/domain/saved-mapping.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const draft = { name: 'Shop', mapping: { columns: [{ column: 'Mail', to: 'email' }] } };

export const MappingDraft = named(
  'MappingDraft',
  z.strictObject({ name: SavedMapping.shape.name, mapping: SavedMapping.shape.mapping }),
  draft,
);
named('Mapping', SavedMapping, {
  ...draft,
  id: 'map_019a0b1c2d3e4f5061728394a5b6c7d8',
  createdAt: '2027-03-01T09:00:00.000Z',
});

/** Saved mappings of columns, for files that come again and again. */
export const mappingRoutes = organizerRoutes('Imports', {
  'GET /v1/mappings': {
    id: 'listMappings',
    summary: 'List saved mappings, newest first',
    permission: 'imports:read',
    query: Paging,
    answers: { 200: pageOf(SavedMapping) },
  },
  'POST /v1/mappings': {
    id: 'createMapping',
    summary: 'Save a mapping under a name',
    permission: 'imports:write',
    body: MappingDraft,
    answers: { 201: SavedMapping },
  },
  'DELETE /v1/mappings/{mappingId}': {
    id: 'deleteMapping',
    summary: 'Delete a saved mapping',
    permission: 'imports:write',
    answers: { 204: NOTHING },
  },
});
