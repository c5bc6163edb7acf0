import * as z from 'zod';
import { Filter } from '../../../shared/filters/domain/filter.ts';
import { SavedFilter, SavedFilterName } from '../../../shared/filters/domain/saved-filter.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const draft = { name: 'Active', filter: { field: 'status', op: 'in', value: ['active'] } };

export const FilterDraft = named(
  'FilterDraft',
  z.strictObject({ name: SavedFilterName, filter: Filter }),
  draft,
);
export const FilterChange = named(
  'FilterChange',
  z.strictObject({ name: SavedFilterName.optional(), filter: Filter.optional() }),
  { name: 'Still active' },
);
named('SavedFilter', SavedFilter, {
  ...draft,
  id: 'flt_019a0b1c2d3e4f5061728394a5b6c7d8',
  createdAt: '2027-03-01T09:00:00.000Z',
  createdBy: 'user-1',
  version: 1,
});

/** Saved filters; lists, exports and bulk actions take `{"saved": id}` for them. */
export const filterRoutes = organizerRoutes('Saved filters', {
  'GET /v1/filters': {
    id: 'listFilters',
    summary: 'List saved filters, newest first',
    permission: 'people:read',
    query: Paging,
    answers: { 200: pageOf(SavedFilter) },
  },
  'POST /v1/filters': {
    id: 'createFilter',
    summary: 'Save a filter under a name',
    permission: 'people:write',
    body: FilterDraft,
    answers: { 201: SavedFilter },
    answerHeaders: ['etag', 'location'],
    problems: ['conflict'],
  },
  'PATCH /v1/filters/{filterId}': {
    id: 'changeFilter',
    summary: 'Change a saved filter',
    permission: 'people:write',
    headers: ['if-match'],
    body: FilterChange,
    answers: { 200: SavedFilter },
    answerHeaders: ['etag'],
  },
  'DELETE /v1/filters/{filterId}': {
    id: 'deleteFilter',
    summary: 'Delete a saved filter',
    permission: 'people:write',
    headers: ['if-match'],
    answers: { 204: NOTHING },
  },
});
