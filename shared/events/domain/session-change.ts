import { createHash } from 'node:crypto';
import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';
import { sessionEnd, type Session } from './session.ts';

/** What registrants must hear of: their session has another time, or will not be. */
export const SessionChange = z.object({
  news: z.enum(['moved', 'cancelled']),
  sessionId: SessionId,
  /** Which version of the schedule this tells of; a later one makes it stale. */
  scheduleVersion: z.number(),
  former: z.object({
    startsAtUtc: z.iso.datetime(),
    timeZone: z.string(),
    durationMinutes: z.number(),
  }),
});
export type SessionChange = z.infer<typeof SessionChange>;

/** The news in a change of a session; undefined when nothing happened that people must hear of. */
export function sessionChangeBetween(before: Session, after: Session): SessionChange | undefined {
  if (before.scheduleVersion === after.scheduleVersion) return undefined;
  const { startsAtUtc, timeZone, durationMinutes } = before;
  return {
    news: after.cancelledAt === undefined ? 'moved' : 'cancelled',
    sessionId: after.id,
    scheduleVersion: after.scheduleVersion,
    former: { startsAtUtc, timeZone, durationMinutes },
  };
}

/** Whether anybody still cares: not once both the former and the new time are over. */
export function isStillTrue(news: SessionChange, session: Session, nowMs: number): boolean {
  return (
    session.scheduleVersion === news.scheduleVersion &&
    nowMs < Math.max(sessionEnd(session), sessionEnd(news.former))
  );
}

/** The one run that tells the news. */
export function sessionChangeRunId(news: SessionChange): string {
  const name = ['news', news.sessionId, news.scheduleVersion].join('\n');
  return `run_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
