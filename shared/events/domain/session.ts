import * as z from 'zod';
import { EventId, SessionId } from '../../platform/values/ids.ts';

/** Wall time, as on the host's clock: `2027-03-21T10:00`. */
export const WallTime = z
  .string()
  .regex(/^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be a local time like 2027-03-21T10:00');

/** A time that a session had before it was moved. */
export const FormerTime = z.object({
  scheduleVersion: z.number(),
  startsAtUtc: z.iso.datetime(),
  timeZone: z.string(),
  durationMinutes: z.number(),
  /** When it was moved away from it. */
  until: z.string(),
});
export type FormerTime = z.infer<typeof FormerTime>;

/** The room and the recording that a session had before it got others. */
export const FormerLinks = z.object({
  linksVersion: z.number(),
  roomUrl: z.string().optional(),
  replayUrl: z.string().optional(),
  /** Whether registrants were told of them. */
  told: z.boolean(),
  /** When it got others. */
  until: z.string(),
});
export type FormerLinks = z.infer<typeof FormerLinks>;

/** How many former times, and links, a session keeps: to tell people what changed, one has to know what they were told last. */
export const MOST_FORMER_TIMES = 20;
export const MOST_FORMER_LINKS = 10;

/** One date of an event: the wall time and zone it was set in, and the instant computed once from them. */
export const Session = z.object({
  id: SessionId,
  eventId: EventId,
  /** Empty where nobody gave it one. */
  name: z.string(),
  startsAt: WallTime,
  timeZone: z.string(),
  startsAtUtc: z.iso.datetime(),
  /** Version of the zone table that `startsAtUtc` was computed with. */
  zoneTable: z.string(),
  durationMinutes: z.number(),
  roomUrl: z.string().optional(),
  /** Only moderators and organizers see it. */
  moderatorUrl: z.string().optional(),
  replayUrl: z.string().optional(),
  capacity: z.number().optional(),
  /** When it got a capacity, or got one again: whoever registered while it had none has no seat yet. */
  limitedAt: z.string().optional(),
  cancelledAt: z.string().optional(),
  /** Nobody had registered, and it is gone from every list. It is cancelled as well, for who registers at that moment. */
  deletedAt: z.string().optional(),
  createdAt: z.string(),
  /** Raised whenever the session is rescheduled or cancelled: what was planned for the time before is known by it. */
  scheduleVersion: z.number().default(0),
  /** When it was last rescheduled: rules that were due before that moment are not made up for. */
  movedAt: z.string().optional(),
  /** The times it had before, the oldest first. */
  formerTimes: z.array(FormerTime).optional(),
  /** Raised whenever the room or the recording is another one. */
  linksVersion: z.number().default(0),
  /** Those it had before, the oldest first. */
  formerLinks: z.array(FormerLinks).optional(),
  /** The version of which an organizer had registrants told, and of which link. */
  linkNews: z.object({ linksVersion: z.number(), news: z.enum(['room', 'replay']) }).optional(),
  /** Raised by every change. */
  version: z.number().default(1),
});
export type Session = z.infer<typeof Session>;

/** What everybody may know of a session. */
export const SessionInShort = Session.pick({
  id: true,
  name: true,
  startsAt: true,
  timeZone: true,
  startsAtUtc: true,
  durationMinutes: true,
});

/** A session as far as it says when it is held. */
type Held = Pick<Session, 'startsAtUtc' | 'durationMinutes' | 'cancelledAt'>;

export type SessionStatus = 'scheduled' | 'live' | 'ended' | 'cancelled';

/** When the session ends, in milliseconds since the epoch. */
export function sessionEnd(session: Pick<Session, 'startsAtUtc' | 'durationMinutes'>): number {
  return Date.parse(session.startsAtUtc) + session.durationMinutes * 60_000;
}

export function sessionStatus(session: Held, nowMs: number): SessionStatus {
  if (session.cancelledAt) return 'cancelled';
  if (nowMs < Date.parse(session.startsAtUtc)) return 'scheduled';
  return nowMs < sessionEnd(session) ? 'live' : 'ended';
}

/** Whether people may still register: before the session and while it runs. */
export function isOpen(session: Held, nowMs: number): boolean {
  const status = sessionStatus(session, nowMs);
  return status === 'scheduled' || status === 'live';
}
