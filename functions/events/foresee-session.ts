import { isStillTrue, sessionChangeBetween } from '../../shared/events/domain/session-change.ts';
import type { Session } from '../../shared/events/domain/session.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import type { EventDeps } from './deps.ts';

/** A session as it would be: what nobody has planned yet has no id. */
export function foreseen(session: Session) {
  const { name, startsAt, timeZone, startsAtUtc, durationMinutes, capacity } = session;
  const { roomUrl, moderatorUrl, replayUrl } = session;
  return {
    name,
    startsAt,
    timeZone,
    startsAtUtc,
    durationMinutes,
    roomUrl,
    moderatorUrl,
    replayUrl,
    capacity,
  };
}

/** How a change would leave a session, and how many people it would tell. */
export async function foreseeChange(deps: EventDeps, before: Session, after: Session) {
  const news = sessionChangeBetween(before, after);
  const isTold = news !== undefined && isStillTrue(news, after, deps.now());
  return {
    session: foreseen(after),
    tells: isTold ? await countTold(deps, before.id, news.linksVersion !== undefined) : 0,
  };
}

/** How many people hear of a change of a session, as far as they get mail: also those who wait, or have yet to confirm. */
export async function countTold(deps: EventDeps, sessionId: string, isLink = false): Promise<number> {
  const { registered, waitlisted, pending } = await sessionCounts(deps.table, sessionId);
  // Of a room, or a recording, only those who may see it.
  return isLink ? registered : registered + waitlisted + pending;
}
