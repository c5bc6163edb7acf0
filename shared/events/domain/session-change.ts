import { hashedId } from '../../platform/values/hashed-id.ts';
import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';
import { sessionEnd, type Session } from './session.ts';

/** What registrants are told: their session was rescheduled or cancelled; or, where an organizer wants it, has another room or recording. */
export const SessionChange = z.object({
  /** What happened. Called `news` in what is stored and queued, here and around it. */
  news: z.enum(['moved', 'cancelled', 'room', 'replay']),
  sessionId: SessionId,
  /** Which version of the schedule this tells of; a later one makes it stale. */
  scheduleVersion: z.number(),
  /** Of another room or recording: which version of the links. */
  linksVersion: z.number().optional(),
  former: z.object({
    startsAtUtc: z.iso.datetime(),
    timeZone: z.string(),
    durationMinutes: z.number(),
  }),
});
export type SessionChange = z.infer<typeof SessionChange>;

/** What registrants must be told about a change of a session; undefined when nothing happened that concerns them. */
export function sessionChangeBetween(before: Session, after: Session): SessionChange | undefined {
  const { startsAtUtc, timeZone, durationMinutes } = before;
  const former = { startsAtUtc, timeZone, durationMinutes };
  if (before.scheduleVersion === after.scheduleVersion) {
    const { linkNews, scheduleVersion, id: sessionId } = after;
    if (!linkNews || linkNews.linksVersion === before.linkNews?.linksVersion) return undefined;
    return { ...linkNews, sessionId, scheduleVersion, former };
  }
  return {
    news: after.cancelledAt === undefined ? 'moved' : 'cancelled',
    sessionId: after.id,
    scheduleVersion: after.scheduleVersion,
    former,
  };
}

/** Whether telling it still makes sense: not once both the former and the new time are over, nor of a room where nobody is any more. */
export function isStillTrue(change: SessionChange, session: Session, nowMs: number): boolean {
  if (change.linksVersion !== undefined)
    return (
      session.linksVersion === change.linksVersion &&
      session.cancelledAt === undefined &&
      (change.news === 'replay' || nowMs < sessionEnd(session))
    );
  return (
    session.scheduleVersion === change.scheduleVersion &&
    nowMs < Math.max(sessionEnd(session), sessionEnd(change.former))
  );
}

/** The id of the one run that tells registrants. */
export function sessionChangeRunId(change: SessionChange): string {
  const { sessionId, scheduleVersion, linksVersion } = change;
  const version = linksVersion === undefined ? ['news', scheduleVersion] : ['links', linksVersion];
  return hashedId('run', [version[0], sessionId, version[1]].join('\n'));
}
