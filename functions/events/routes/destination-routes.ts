import * as z from 'zod';
import { DestinationType } from '../../../shared/destinations/domain/destination.ts';
import { DestinationDraft, DestinationPatch } from '../../../shared/destinations/domain/destination-draft.ts';
import { Instant, named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const id = 'dst_019a0b1c2d3e4f5061728394a5b6c7d8';
const settings = { list: 'Webinars', tags: ['webinar'], fields: [{ to: 'Webinar', from: 'event.title' }] };

const Draft = named('DestinationDraft', DestinationDraft, {
  type: 'getresponse',
  name: 'GetResponse',
  settings,
  secret: 'key-of-the-account',
});
const Patch = named('DestinationPatch', DestinationPatch, { secret: 'another-key-of-the-account' });

export const DestinationView = named(
  'Destination',
  z.object({
    id: z.string(),
    type: DestinationType,
    name: z.string(),
    settings: z.record(z.string(), z.unknown()),
    enabled: z.boolean(),
    /** Since when it is switched off, and why. What is handed over to it waits. */
    disabledSince: z.string().optional(),
    reason: z.string().optional(),
    hasSecret: z.boolean(),
    /** The secret that was made for a webhook: shown this once. */
    secret: z.string().optional(),
    secretChangedAt: z.string().optional(),
    /** Until when the former secret of a webhook signs, too. */
    secretRotatesUntil: z.string().optional(),
    createdAt: Instant,
  }),
  {
    ...{ id, type: 'getresponse', name: 'GetResponse', settings, enabled: true },
    ...{ hasSecret: true, createdAt: '2027-03-01T09:00:00.000Z' },
  },
);
export type DestinationView = z.infer<typeof DestinationView>;

const TestView = named(
  'DestinationTest',
  z.object({
    ok: z.boolean(),
    /** What is wrong, in words. */
    reason: z.string().optional(),
    status: z.number().optional(),
    error: z.string().optional(),
    /** The beginning of the last answer. */
    answer: z.string().optional(),
    durationMs: z.number(),
  }),
  { ok: false, reason: 'GetResponse has no list “Webinars”.', status: 200, durationMs: 212 },
);
export type TestView = z.infer<typeof TestView>;

/** Systems that people are handed over to. */
export const destinationRoutes = organizerRoutes('Destinations', {
  'GET /v1/destinations': {
    id: 'listDestinations',
    summary: 'List destinations, in the order in which they were made',
    permission: 'events:read',
    query: Paging,
    answers: { 200: pageOf(DestinationView) },
  },
  'POST /v1/destinations': {
    id: 'createDestination',
    summary: 'Make a destination',
    details:
      'Its secret is kept in Secrets Manager, and never shown again. A webhook without one is given one.',
    permission: 'people:hand-over',
    body: Draft,
    answers: { 201: DestinationView },
    answerHeaders: ['etag', 'location'],
    problems: ['conflict'],
  },
  'GET /v1/destinations/{destinationId}': {
    id: 'getDestination',
    summary: 'Show a destination',
    permission: 'events:read',
    answers: { 200: DestinationView },
    answerHeaders: ['etag'],
  },
  'PATCH /v1/destinations/{destinationId}': {
    id: 'changeDestination',
    summary: 'Change a destination',
    details: 'Settings are given whole. A new secret of a webhook signs beside the former one for a day.',
    permission: 'people:hand-over',
    headers: ['if-match'],
    body: Patch,
    answers: { 200: DestinationView },
    answerHeaders: ['etag'],
  },
  'DELETE /v1/destinations/{destinationId}': {
    id: 'deleteDestination',
    summary: 'Delete a destination and its secret',
    details: 'What is still to be handed over to it fails, and says so.',
    permission: 'people:hand-over',
    headers: ['if-match'],
    answers: { 204: NOTHING },
  },
  'POST /v1/destinations/{destinationId}/test': {
    id: 'testDestination',
    summary: 'Try a destination',
    details:
      'Finds out whether the key is good and all is there that the settings name; nobody is handed over. A webhook gets a signed message of the type `destination.test`.',
    permission: 'people:hand-over',
    answers: { 200: TestView },
  },
  'POST /v1/destinations/{destinationId}/enable': {
    id: 'enableDestination',
    summary: 'Switch a destination on',
    details: 'What waited for it is sent.',
    permission: 'people:hand-over',
    answers: { 200: DestinationView },
    answerHeaders: ['etag'],
    problems: ['conflict'],
  },
});
