import * as z from 'zod';
import { HttpsUrl } from './https-url.ts';
import { WallTime } from './session.ts';

/**
 * What an organizer may enter about a session. Of a new one, length, room, zone and time come from the session before if
 * they are left out; of one that is changed, whatever is left out stays, and null takes a value away.
 */
export const SessionDraft = z.strictObject({
  name: z.string().trim().max(200).nullish(),
  startsAt: WallTime.optional(),
  /** Only needed where the clocks go back and a wall time comes twice: says which of the two is meant. */
  startsAtUtc: z.iso.datetime().optional(),
  timeZone: z.string().min(1).max(64).optional(),
  durationMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .optional(),
  roomUrl: HttpsUrl.nullish(),
  /** Where moderators go, if not to the room as everybody does. */
  moderatorUrl: HttpsUrl.nullish(),
  replayUrl: HttpsUrl.nullish(),
  capacity: z.number().int().min(1).max(1_000_000).nullish(),
});
export type SessionDraft = z.infer<typeof SessionDraft>;

const MOST_SESSIONS = 100;

/** A series: the first session, how many, and how far apart (by the calendar, in wall time). */
export const SessionSeries = z.strictObject({
  first: SessionDraft,
  count: z.number().int().min(1).max(MOST_SESSIONS),
  every: z.string().regex(/^P(?:[1-9]\d{0,2}[DW]|[1-9]\d?M)$/, 'must be a period like P1D, P2W or P1M'),
});
export type SessionSeries = z.infer<typeof SessionSeries>;

export const SessionDates = z.strictObject({ dates: z.array(SessionDraft).min(1).max(MOST_SESSIONS) });
export type SessionDates = z.infer<typeof SessionDates>;
