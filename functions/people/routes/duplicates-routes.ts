import * as z from 'zod';
import { JobStatus } from '../../../shared/jobs/domain/job.ts';
import { DuplicateReason, DuplicatesRequest } from '../../../shared/merging/domain/duplicates-job.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { ParticipantView } from './participant-view.ts';

named('DuplicatesRequest', DuplicatesRequest, { homeCountryCode: '49' });

const shape = {
  id: z.string(),
  status: JobStatus,
  reason: z.string().optional(),
  detail: z.string().optional(),
  ...DuplicatesRequest.shape,
  /** It walks over everybody twice. */
  pass: z.number(),
  counts: z.object({ looked: z.number(), groups: z.number() }),
  /** There were more groups than are named: deal with these, then look again. */
  isCut: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  finishedAt: z.string().optional(),
};
const search = {
  id: 'dbl_019a0b1c2d3e4f5061728394a5b6c7d8',
  status: 'done',
  pass: 2,
  counts: { looked: 200, groups: 0 },
  isCut: false,
  createdAt: '2027-03-01T09:00:00.000Z',
  createdBy: 'user-1',
};

export const DuplicatesView = named('DuplicateSearch', z.object(shape), search);
export type DuplicatesView = z.infer<typeof DuplicatesView>;

const DuplicateGroup = z.object({
  reasons: z.array(DuplicateReason),
  people: z.array(ParticipantView),
  /** People of whom the same is true; more than are named here. */
  total: z.number(),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

const FoundDuplicates = named(
  'Duplicates',
  z.object({ ...shape, items: z.array(DuplicateGroup), cursor: z.string().optional() }),
  { ...search, items: [] },
);

const begin = {
  id: 'findDuplicates',
  summary: 'Look for people who may be one person',
  details: 'Nobody is merged by it.',
  permission: 'people:merge',
  body: DuplicatesRequest,
  mayBeEmpty: true,
  answers: { 202: DuplicatesView },
  answerHeaders: ['location'],
} as const;
const list = {
  id: 'listDuplicateSearches',
  summary: 'List searches for duplicates, newest first',
  permission: 'people:read',
  query: Paging,
  answers: { 200: pageOf(DuplicatesView) },
} as const;
const show = {
  id: 'getDuplicates',
  summary: 'Show a search for duplicates, and a page of what it found',
  details: 'Who was merged or deleted since is left out.',
  permission: 'people:read',
  query: Paging,
  answers: { 200: FoundDuplicates },
} as const;

/** Routes of the former version, for the same. */
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
