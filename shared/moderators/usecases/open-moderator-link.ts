import type { Event } from '../../events/domain/event.ts';
import { roomSession } from '../../events/domain/room.ts';
import { sessionEnd, type Session } from '../../events/domain/session.ts';
import { getEvent } from '../../events/table/event-items.ts';
import { comingSessions, getSession } from '../../events/table/session-items.ts';
import type { LinkKey } from '../../platform/access/link-token.ts';
import type { Table } from '../../platform/table/table.ts';
import { isSpeaker, moderates, type Moderator } from '../domain/moderator.ts';
import { getModerator } from '../table/moderator-items.ts';
import { readModeratorToken } from './moderator-link.ts';

/** What a moderator's link leads to. */
export interface LinkedModerator {
  moderator: Moderator;
  event: Event;
  /** A speaker's own one; of a team member, those that have yet to end, the next one first. */
  sessions: Session[];
}

const HOUR_MS = 60 * 60_000;
/** Whoever looks for more has the organizer's console. */
const MOST_SESSIONS = 20;

/** Follows a moderator's link; undefined for any other, and for that of somebody who was taken off the list. */
export async function openModeratorLink(
  { table, linkKeys, now }: { table: Table; linkKeys: LinkKey[]; now: () => number },
  token: string,
): Promise<LinkedModerator | undefined> {
  const target = readModeratorToken(linkKeys, token);
  const moderator = target && (await getModerator(table, target.ownerId, target.addressId));
  if (!moderator || moderator.linkEpoch !== target.linkEpoch) return undefined;
  if (isSpeaker(moderator)) {
    const session = await getSession(table, moderator.ownerId);
    const event = session && (await getEvent(table, session.eventId));
    return event && session.deletedAt === undefined ? { moderator, event, sessions: [session] } : undefined;
  }
  const event = await getEvent(table, moderator.ownerId);
  const sessions = event?.kind === 'room' ? [roomSession(event)] : await sessionsOf(table, moderator, now());
  return event && { moderator, event, sessions };
}

/** The sessions that somebody moderates and that have yet to end, the next one first; one that just ended stays for an hour. */
export async function sessionsOf(table: Table, moderator: Moderator, nowMs: number): Promise<Session[]> {
  const coming = await comingSessions(table, moderator.ownerId, nowMs);
  return coming
    .filter((session) => moderates(moderator, session) && sessionEnd(session) > nowMs - HOUR_MS)
    .slice(0, MOST_SESSIONS);
}
