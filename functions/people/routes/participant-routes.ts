import * as z from 'zod';
import { HistoryEntry } from '../../../shared/people/domain/history.ts';
import { named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { FilterQuery } from './filter-shape.ts';
import { ParticipantView } from './participant-view.ts';

const values = z.array(z.object({ value: z.string().nullable(), count: z.number() }));

export const FacetsView = named(
  'ParticipantCounts',
  z.object({
    count: z.number(),
    /** People read to find them. */
    looked: z.number(),
    complete: z.boolean(),
    facets: z.object({
      status: values,
      source: values,
      group: z.array(
        z.object({ value: z.string().nullable(), name: z.string().optional(), count: z.number() }),
      ),
      channel: values,
      locale: values,
      inviteType: values,
      label: values,
    }),
    cursor: z.string().optional(),
  }),
  {
    count: 2,
    looked: 2,
    complete: true,
    facets: {
      status: [{ value: 'active', count: 2 }],
      source: [{ value: 'import', count: 2 }],
      group: [{ value: 'grp_019a0b1c2d3e4f5061728394a5b6c7d8', name: 'Gardeners', count: 2 }],
      channel: [{ value: null, count: 2 }],
      locale: [{ value: 'de', count: 2 }],
      inviteType: [{ value: 'email', count: 2 }],
      label: [{ value: 'imported', count: 2 }],
    },
  },
);
export type FacetsView = z.infer<typeof FacetsView>;

const { at, kind, actor, origin, data } = HistoryEntry.shape;

export const HistoryView = named('HistoryEntry', z.object({ at, kind, actor, origin, data }), {
  at: '2027-03-01T09:00:00.000Z',
  kind: 'group-added',
  actor: 'user-1',
  origin: 'api',
  data: { groups: [{ id: 'grp_019a0b1c2d3e4f5061728394a5b6c7d8', name: 'Gardeners' }] },
});

/** People, found and shown. */
export const participantRoutes = organizerRoutes('Participants', {
  'GET /v1/participants': {
    id: 'listParticipants',
    summary: 'List the people in a filter',
    details:
      'In a fixed order that is no order of names or dates. A page may hold fewer than `limit`, even none, and still have a cursor: the list ends where no cursor comes. A filter is `field=value` or `field.op=value` for any number of fields, `q`, `filter` and `savedFilter`, all together.',
    permission: 'people:read',
    query: Paging.extend(FilterQuery.shape).loose(),
    answers: { 200: pageOf(ParticipantView).extend({ looked: z.number() }) },
  },
  'GET /v1/participants/facets': {
    id: 'countParticipants',
    summary: 'Count the people in a filter by each of the values they have',
    details:
      'With `complete: false` it is the count of a part, and `cursor` goes on to the next one: add the parts up.',
    permission: 'people:read',
    query: FilterQuery.extend({ cursor: z.string().optional() }).loose(),
    answers: { 200: FacetsView },
  },
  'GET /v1/participants/{participantId}': {
    id: 'getParticipant',
    summary: 'Show a person',
    details: 'By a former id, of somebody who became part of another, too.',
    permission: 'people:read',
    answers: { 200: ParticipantView },
    answerHeaders: ['etag'],
  },
  'GET /v1/participants/{participantId}/history': {
    id: 'listHistory',
    summary: 'List what happened to a person, newest first',
    permission: 'people:read',
    query: Paging,
    answers: { 200: pageOf(HistoryView) },
  },
});
