import * as z from 'zod';
import { PresenceState } from '../../../shared/attendance/domain/presence.ts';
import { AttendanceSummary } from '../../../shared/attendance/domain/summary.ts';
import { Instant, named, pageOf, Paging } from '../../../shared/platform/runtime/api-shapes.ts';
import { organizerRoutes } from '../../../shared/platform/runtime/route.ts';
import { Registration } from '../../../shared/registrations/domain/registration.ts';

/** Somebody who is in the room now. */
export const OnlineView = named(
  'OnlinePerson',
  z.object({
    participantId: Registration.shape.participantId,
    name: z.string(),
    email: z.string().optional(),
    /** Since when without a break. */
    since: Instant,
    /** When their page was last noted; most beats need not be. */
    lastSeenAt: Instant,
  }),
  {
    participantId: 'par_5f0c2d3e4f5061728394a5b6c7d8e9fa',
    name: 'Ann Lee',
    email: 'ann@example.com',
    since: '2027-03-21T09:00:00.000Z',
    lastSeenAt: '2027-03-21T09:30:00.000Z',
  },
);
export type OnlineView = z.infer<typeof OnlineView>;

/** What a room elsewhere tells of a registrant. */
export const ElsewhereRequest = named(
  'PresenceElsewhere',
  z
    .strictObject({
      registrationId: z.string().max(100).optional(),
      email: z.string().max(1000).optional(),
      state: PresenceState,
    })
    .refine(({ registrationId, email }) => (registrationId === undefined) !== (email === undefined), {
      message: 'say who it is by either registrationId or email',
      path: ['email'],
    }),
  { email: 'ann@example.com', state: 'beat' },
);

const { curve, peak } = AttendanceSummary.shape;

/** Who is in a session now. */
export const onlineRoutes = organizerRoutes('Attendance', {
  'GET /v1/sessions/{sessionId}/online': {
    id: 'listOnline',
    summary: 'List who is in a session now, with the curve so far',
    details:
      'Right within two minutes: whoever leaves without a word is missed after two. A page may have fewer people than `limit`, also ' +
      'none, and yet a cursor. `peak` is null while nobody came.',
    permission: 'events:read',
    query: Paging,
    answers: { 200: pageOf(OnlineView).extend({ online: z.number(), at: Instant, curve, peak }) },
  },
  'POST /v1/sessions/{sessionId}/presence': {
    id: 'notePresenceElsewhere',
    summary: 'Say that a registrant is in a room elsewhere',
    details:
      'For rooms of your own, by a machine client: `join`, then `beat` at least every half minute, and `leave`. Our clock counts. ' +
      '`counts` is false outside of the session.',
    permission: 'presence:write',
    body: ElsewhereRequest,
    answers: { 200: z.object({ counts: z.boolean() }) },
  },
});
