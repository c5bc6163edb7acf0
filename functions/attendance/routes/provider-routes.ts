import * as z from 'zod';
import { ZoomPull } from '../../../shared/zoom/domain/zoom-link.ts';
import { ZoomMeeting } from '../../../shared/zoom/domain/zoom-meeting.ts';
import { named } from '../../../shared/platform/runtime/api-shapes.ts';
import { NOTHING, organizerRoutes } from '../../../shared/platform/runtime/route.ts';

const ofZoom = { provider: z.literal('zoom'), ...ZoomMeeting.shape };

/** In which webinar or meeting a session takes place. */
export const ProviderRequest = named('ProviderRequest', z.strictObject(ofZoom), {
  provider: 'zoom',
  kind: 'webinar',
  number: '847 5984 1045',
});

/** The same, and how far its report is. */
export const ProviderView = named(
  'Provider',
  z.object({ ...ofZoom, number: z.string(), linkedAt: z.string(), pull: ZoomPull }),
  {
    provider: 'zoom',
    kind: 'webinar',
    number: '84759841045',
    linkedAt: '2027-03-01T09:00:00.000Z',
    pull: { state: 'waiting', nextAt: '2027-03-21T11:10:00.000Z', at: '2027-03-01T09:00:00.000Z' },
  },
);
export type ProviderView = z.infer<typeof ProviderView>;

/** Where a session takes place, when its people are to be asked for there. */
export const providerRoutes = organizerRoutes('Attendance', {
  'GET /v1/sessions/{sessionId}/provider': {
    id: 'getProvider',
    summary: 'Read in which webinar or meeting a session takes place',
    permission: 'events:read',
    answers: { 200: ProviderView },
  },
  'PUT /v1/sessions/{sessionId}/provider': {
    id: 'setProvider',
    summary: 'Say in which Zoom webinar or meeting a session takes place',
    details:
      'Ten minutes after the end Zoom is asked who was there, every quarter of an hour until it knows, for a day at most. What it tells ' +
      'comes as an attendance import. The stage needs the credentials of a Zoom app: see docs/api.md. The same again changes nothing.',
    permission: 'events:write',
    body: ProviderRequest,
    answers: { 200: ProviderView },
  },
  'DELETE /v1/sessions/{sessionId}/provider': {
    id: 'removeProvider',
    summary: 'Forget in which webinar or meeting a session takes place',
    details: 'What was pulled stays, and can be taken back as a source of attendance.',
    permission: 'events:write',
    answers: { 204: NOTHING },
  },
  'POST /v1/sessions/{sessionId}/provider/pull': {
    id: 'pullAttendance',
    summary: 'Ask the provider now who was in a session',
    details: 'Also after a day, and again: joins that are known count once.',
    permission: 'events:write',
    answers: { 202: ProviderView },
  },
});
