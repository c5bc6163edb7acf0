import * as z from 'zod';
import { PresenceRequest } from '../../shared/attendance/domain/presence.ts';
import { named } from '../../shared/platform/runtime/api-shapes.ts';
import { publicRoutes, SCRIPT } from '../../shared/platform/runtime/route.ts';

named('PresenceRequest', PresenceRequest, { token: '<of the join link>', state: 'beat' });

const PresenceNoted = named(
  'PresenceNoted',
  z.object({
    /** False outside of the session: a page need not beat any more. */
    counts: z.boolean(),
    /** To be brought along with the next beat. */
    memo: z.string().optional(),
  }),
  { counts: true, memo: 'ZdwAAGXcAABl3AAAAAAAAQ' },
);

/** What join pages say of themselves. */
export const presenceRoutes = publicRoutes('Presence', {
  'POST /v1/presence': {
    id: 'notePresence',
    summary: 'Say that somebody is in the room',
    details:
      'Join pages say `join`, then `beat` every half minute, and `leave`, with the token of their link. The body may be typed as plain ' +
      'text, as `sendBeacon` does. Our clock counts. All links that do not work get the same answer.',
    body: PresenceRequest,
    answers: { 200: PresenceNoted },
    problems: ['not-found'],
  },
  'GET /v1/presence/{file}': {
    id: 'getPresenceScript',
    summary: 'The script by which join pages say so: `beat.js`',
    answers: { 200: SCRIPT },
  },
});
