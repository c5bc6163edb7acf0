import type { Event } from '../domain/event.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { isAlwaysOpen } from '../domain/room.ts';
import {
  MOST_FORMER_LINKS,
  MOST_FORMER_TIMES,
  sessionEnd,
  type FormerTime,
  type Session,
} from '../domain/session.ts';
import { type SessionDraft } from '../domain/session-draft.ts';
import { saveSession } from '../table/session-items.ts';
import { wantPlans } from '../table/wanted-plan-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { PlanDeps } from './plan-event.ts';
import { given, newSession } from './plan-sessions.ts';

/** `tell`: registrants are to be told of another room or recording. Of another time they are told anyway. */
export type SessionPatch = SessionDraft & { tell?: boolean | undefined };

/** Changes a session. Each change raises its version; another time also its `scheduleVersion`. */
export async function changeSession(
  deps: PlanDeps,
  event: Event,
  session: Session,
  change: SessionPatch,
  seenVersion?: number,
): Promise<Session> {
  return save(deps, session, changedSession(deps, event, session, change), seenVersion);
}

/** The session as a change would make it; nothing is written. */
export function changedSession(
  deps: PlanDeps,
  event: Event,
  session: Session,
  { tell = false, ...change }: SessionPatch,
): Session {
  if (session.cancelledAt !== undefined)
    throw new Refusal('session-closed', 'This session is cancelled. Make a new one.');
  refuseRoom(session);
  const drafted = newSession(deps, event, { startsAt: session.startsAt, ...change, field: '' }, session);
  const isTimeKept =
    change.startsAt === undefined && change.timeZone === undefined && change.startsAtUtc === undefined;
  const next: Session = {
    ...drafted,
    id: session.id,
    createdAt: session.createdAt,
    name: given(change.name, session.name) ?? '',
    moderatorUrl: given(change.moderatorUrl, session.moderatorUrl),
    replayUrl: given(change.replayUrl, session.replayUrl),
    ...roomOf(change, session, deps.now()),
    startsAtUtc: isTimeKept ? session.startsAtUtc : drafted.startsAtUtc,
    zoneTable: isTimeKept ? session.zoneTable : drafted.zoneTable,
    scheduleVersion: session.scheduleVersion,
    movedAt: session.movedAt,
    formerTimes: session.formerTimes,
    version: session.version + 1,
  };
  const linked = { ...next, ...linksOf(session, next, deps.now()) };
  const isMoved =
    next.startsAtUtc !== session.startsAtUtc || next.durationMinutes !== session.durationMinutes;
  if (!isMoved) return tell ? withLinkNews(linked, deps.now()) : linked;
  const movedAt = new Date(deps.now()).toISOString();
  return {
    ...linked,
    scheduleVersion: session.scheduleVersion + 1,
    movedAt,
    formerTimes: withFormerTime(session, movedAt),
  };
}

/** A room has no date that could be moved or called off. */
export function refuseRoom(session: Session): void {
  if (isAlwaysOpen(session))
    throw new Refusal(
      'conflict',
      'This is the session of a room, which is always open. Change its event, or archive it.',
    );
}

/** Lowered below what is taken, a capacity takes nobody's seat. */
function roomOf(
  change: SessionDraft,
  { capacity: before, limitedAt }: Session,
  nowMs: number,
): Pick<Session, 'capacity' | 'limitedAt'> {
  const capacity = given(change.capacity, before);
  const isNew = before === undefined && capacity !== undefined;
  return { capacity, limitedAt: isNew ? new Date(nowMs).toISOString() : limitedAt };
}

/** What a session remembers of its links, by which people are told of others only. */
function linksOf(
  before: Session,
  after: Session,
  nowMs: number,
): Pick<Session, 'linksVersion' | 'formerLinks' | 'linkNews'> {
  const { linksVersion, formerLinks, linkNews, roomUrl, replayUrl } = before;
  if (after.roomUrl === roomUrl && after.replayUrl === replayUrl)
    return { linksVersion, formerLinks, linkNews };
  const told = linkNews?.linksVersion === linksVersion;
  const left = { linksVersion, roomUrl, replayUrl, told, until: new Date(nowMs).toISOString() };
  return {
    linksVersion: linksVersion + 1,
    formerLinks: [...(formerLinks ?? []), left].slice(-MOST_FORMER_LINKS),
    linkNews,
  };
}

/** Until its end, a session’s people are told of its room; then of its recording. Twice is the same as once. */
function withLinkNews(session: Session, nowMs: number): Session {
  const news = nowMs < sessionEnd(session) ? 'room' : 'replay';
  const link = news === 'room' ? session.roomUrl : session.replayUrl;
  const { linksVersion } = session;
  if (linksVersion === 0 || link === undefined) return session;
  return { ...session, linkNews: { linksVersion, news } };
}

function withFormerTime(session: Session, until: string): FormerTime[] {
  const { scheduleVersion, startsAtUtc, timeZone, durationMinutes } = session;
  const left = { scheduleVersion, startsAtUtc, timeZone, durationMinutes, until };
  return [...(session.formerTimes ?? []), left].slice(-MOST_FORMER_TIMES);
}

/** Calls a session off. Twice is the same as once. */
export async function cancelSession(
  deps: { table: Table; now: () => number },
  session: Session,
): Promise<Session> {
  if (session.cancelledAt !== undefined) return session;
  refuseRoom(session);
  const cancelledAt = new Date(deps.now()).toISOString();
  return save(deps, session, {
    ...session,
    cancelledAt,
    scheduleVersion: session.scheduleVersion + 1,
    version: session.version + 1,
  });
}

/** What moves or ends a session moves what is planned for it. */
async function saveWithPlan(table: Table, before: Session, next: Session, at: string): Promise<boolean> {
  if (next.scheduleVersion !== before.scheduleVersion)
    await wantPlans(table, [{ eventId: next.eventId, sessionId: next.id }], at);
  return saveSession(table, before, next);
}

async function save(
  { table, now }: { table: Table; now: () => number },
  before: Session,
  next: Session,
  seenVersion?: number,
): Promise<Session> {
  const at = new Date(now()).toISOString();
  const isSeen = seenVersion === undefined || seenVersion === before.version;
  if (isSeen && (await saveWithPlan(table, before, next, at))) return next;
  throw new Refusal(
    'conflict',
    'Somebody changed this session in the meantime. Read it again and repeat your change.',
  );
}
