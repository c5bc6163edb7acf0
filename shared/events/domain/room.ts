import { wallTimeAt } from '../../platform/time/wall-time.ts';
import { zoneTableVersion } from '../../platform/time/zone-table.ts';
import { idDigits } from '../../platform/values/ids.ts';
import type { Event } from './event.ts';
import type { Session } from './session.ts';

const MINUTE_MS = 60_000;
/** A hundred years. */
const ROOM_MINUTES = 100 * 365 * 24 * 60;

/** The one session of a `room` event: it runs from the event's first minute on, and everybody who registers is in it. */
export const roomSessionId = (eventId: string): string => `ses_${idDigits(eventId)}`;

/** Whether a session is that of a room: no date, nothing before or after it. */
export const isAlwaysOpen = ({ durationMinutes }: Pick<Session, 'durationMinutes'>): boolean =>
  durationMinutes >= ROOM_MINUTES;

/** The session of a room. Its link is the event's `roomUrl`. */
export function roomSession({ id, timeZone, createdAt }: Event): Session {
  const start = Math.floor(Date.parse(createdAt) / MINUTE_MS) * MINUTE_MS;
  return {
    id: roomSessionId(id),
    eventId: id,
    name: '',
    startsAt: wallTimeAt(timeZone, start),
    timeZone,
    startsAtUtc: new Date(start).toISOString(),
    zoneTable: zoneTableVersion,
    durationMinutes: ROOM_MINUTES,
    createdAt,
    scheduleVersion: 0,
    linksVersion: 0,
    version: 1,
  };
}

/** Whether whoever registers is let in at once: into a room, where nobody's word is waited for. */
export const isStraightIn = (event: {
  kind?: Event['kind'] | undefined;
  doubleOptIn?: boolean | undefined;
  approval?: boolean | undefined;
}): boolean => event.kind === 'room' && event.doubleOptIn !== true && event.approval !== true;
