import { createHash } from 'node:crypto';
import * as z from 'zod';
import { SessionId } from '../../platform/values/ids.ts';
import { sessionEnd, type Session } from './session.ts';

/** What registrants must be told: their session was rescheduled or cancelled. */
export const SessionChange = z.object({
  /** What happened. Called `news` in what is stored and queued, here and around it. */
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

/** What registrants must be told about a change of a session; undefined when nothing happened that concerns them. */
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

/** Whether telling it still makes sense: not once both the former and the new time are over. */
export function isStillTrue(change: SessionChange, session: Session, nowMs: number): boolean {
  return (
    session.scheduleVersion === change.scheduleVersion &&
    nowMs < Math.max(sessionEnd(session), sessionEnd(change.former))
  );
}

/** The id of the one run that tells registrants. */
export function sessionChangeRunId(change: SessionChange): string {
  const name = ['news', change.sessionId, change.scheduleVersion].join('\n');
  return `run_${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}
