import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const begin = {
  id: 'findDuplicates',
  summary: 'Look for people who may be one person',
  details: 'Nobody is merged by it.',
  permission: 'people:merge',
} as const;
const list = {
  id: 'listDuplicateSearches',
  summary: 'List searches for duplicates, newest first',
  permission: 'people:read',
} as const;
const show = {
  id: 'getDuplicates',
  summary: 'Show a search for duplicates, and a page of what it found',
  details: 'Who was merged or deleted since is left out.',
  permission: 'people:read',
} as const;

/** The word of the version before for the same. */
const former = (path: string) => ({ deprecated: true, details: `Former name of \`${path}\`.` });

/** People who may be one person; organizers look and merge, nothing is merged by itself. */
export const duplicatesRoutes = organizerRoutes('Duplicates', {
  'POST /v1/duplicates': begin,
  'GET /v1/duplicates': list,
  'GET /v1/duplicates/{duplicatesId}': show,
  'POST /v1/doubles': { ...begin, id: 'findDoubles', ...former('POST /v1/duplicates') },
  'GET /v1/doubles': { ...list, id: 'listDoubles', ...former('GET /v1/duplicates') },
  'GET /v1/doubles/{doublesId}': {
    ...show,
    id: 'getDoubles',
    ...former('GET /v1/duplicates/{duplicatesId}'),
  },
});
