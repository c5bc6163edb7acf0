import type { SessionChange } from '../../events/domain/session-change.ts';
import type { FormerLinks, FormerTime, Session } from '../../events/domain/session.ts';
import { lastPostOf, type Registration } from '../../registrations/domain/registration.ts';

/** A time of a session, by the version of the schedule that it belongs to. */
export type SessionTime = Omit<FormerTime, 'until'>;

/** What somebody was told about a session's time. */
export interface AnnouncedTime {
  time: SessionTime;
  /** Whether the mail with it surely went out. */
  isSure: boolean;
}

/**
 * The times that somebody may have been told, the oldest first: the one at their last registration, which their
 * confirmation names, and the later ones, for each of which a mail was sent or not. The last is the present one.
 */
export function announcedTimes(session: Session, registration: Registration): SessionTime[] {
  const since = [lastPostOf(registration), registration.confirmedAt ?? ''].sort().at(-1) ?? '';
  const { scheduleVersion, startsAtUtc, timeZone, durationMinutes } = session;
  return [
    ...(session.formerTimes ?? []).filter(({ until }) => until >= since),
    { scheduleVersion, startsAtUtc, timeZone, durationMinutes },
  ];
}

/** Whether what somebody was told is still right. */
export function isStillRight({ time, isSure }: AnnouncedTime, session: Session): boolean {
  return (
    isSure &&
    Date.parse(time.startsAtUtc) === Date.parse(session.startsAtUtc) &&
    time.durationMinutes === session.durationMinutes
  );
}

/** A room and a recording of a session, by the version of the links. */
export type SessionLinks = Pick<FormerLinks, 'linksVersion' | 'roomUrl' | 'replayUrl' | 'told'>;

/**
 * The links of which somebody may know, the oldest first: those at their last registration, and the later ones of which people
 * were told. The last are the present ones.
 */
export function announcedLinks(session: Session, registration: Registration): SessionLinks[] {
  const since = [lastPostOf(registration), registration.confirmedAt ?? ''].sort().at(-1) ?? '';
  const { linksVersion, roomUrl, replayUrl } = session;
  return [
    ...(session.formerLinks ?? []).filter(({ until }) => until >= since),
    { linksVersion, roomUrl, replayUrl, told: true },
  ];
}

/** Whether somebody is told of a change: of a room or a recording only those who may see it. */
export const isToldOf =
  ({ linksVersion }: Pick<SessionChange, 'linksVersion'>) =>
  (registration: Registration): boolean =>
    linksVersion === undefined ? isToldOfSession(registration) : registration.status === 'registered';

/** Whether somebody needs to know a session's time: also those on the waiting list, or who have still to confirm. */
export const isToldOfSession = ({ status }: Registration): boolean =>
  status === 'registered' || status === 'waitlisted' || status === 'pending';
