import { instantsOf, wallTimeAt } from '../../platform/time/wall-time.ts';
import { contentLine, textValue } from './content-line.ts';
import { instantText, timeZoneBlock } from './time-zone-block.ts';

/** Somebody in an entry. */
export interface CalendarPerson {
  name: string;
  email: string;
}

/** A date in somebody's calendar. Times are in milliseconds since the epoch. */
export interface CalendarEntry {
  /** The same as long as the date is: calendars know it by this. */
  uid: string;
  /** Raised when the time changes, or the date is cancelled, and by nothing else (RFC 5546, 2.1.4). */
  sequence: number;
  startsAt: number;
  endsAt: number;
  /** The zone in which the date was set. */
  zone: string;
  /** When this was said. */
  saidAt: number;
  title: string;
  text: string;
  /** Where to go: the link to join. */
  url: string;
  isCancelled: boolean;
  /** Who invites, and whom: both in what is mailed, neither in what is fetched. */
  organizer?: CalendarPerson | undefined;
  attendee?: CalendarPerson | undefined;
}

/**
 * What is done with the entries (RFC 5546): `REQUEST` puts them in or changes them, `CANCEL` takes them out, `PUBLISH` shows them to whoever
 * fetches them.
 */
export type CalendarMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

/** The text of an iCalendar file (RFC 5545), with the zones of its entries; lines end in CRLF. */
export function calendarOf(method: CalendarMethod, entries: readonly CalendarEntry[]): string {
  const zones = Map.groupBy(
    entries.filter(({ zone }) => !isUtc(zone)),
    ({ zone }) => zone,
  );
  return [
    contentLine('BEGIN', 'VCALENDAR'),
    contentLine('VERSION', '2.0'),
    contentLine('PRODID', '-//Turnout//Turnout//EN'),
    contentLine('CALSCALE', 'GREGORIAN'),
    contentLine('METHOD', method),
    ...[...zones].map(([zone, dates]) =>
      timeZoneBlock(
        zone,
        Math.min(...dates.map(({ startsAt }) => startsAt)),
        Math.max(...dates.map(({ endsAt }) => endsAt)),
      ),
    ),
    ...entries.map((entry) => eventBlock(method, entry)),
    contentLine('END', 'VCALENDAR'),
  ].join('');
}

const isUtc = (zone: string): boolean => zone === 'UTC' || zone === 'Etc/UTC';

function eventBlock(method: CalendarMethod, entry: CalendarEntry): string {
  const { uid, sequence, saidAt, zone, title, text, url, organizer, attendee } = entry;
  const isOut = entry.isCancelled || method === 'CANCEL';
  return [
    contentLine('BEGIN', 'VEVENT'),
    contentLine('UID', textValue(uid)),
    contentLine('SEQUENCE', String(sequence)),
    contentLine('DTSTAMP', instantText(saidAt)),
    timeLine('DTSTART', zone, entry.startsAt),
    timeLine('DTEND', zone, entry.endsAt),
    contentLine('SUMMARY', textValue(title)),
    ...(text === '' ? [] : [contentLine('DESCRIPTION', textValue(text))]),
    contentLine('LOCATION', textValue(url)),
    contentLine('URL', url),
    contentLine('STATUS', isOut ? 'CANCELLED' : 'CONFIRMED'),
    contentLine('TRANSP', 'OPAQUE'),
    ...(organizer ? [contentLine('ORGANIZER', mailto(organizer), { CN: organizer.name })] : []),
    ...(attendee ? [contentLine('ATTENDEE', mailto(attendee), attendeeParameters(attendee))] : []),
    contentLine('END', 'VEVENT'),
  ].join('');
}

/** An hour that comes twice is told by UTC: its wall time would mean the first of them (RFC 5545, 3.3.5). */
function timeLine(name: string, zone: string, instant: number): string {
  const wall = isUtc(zone) ? undefined : wallTimeAt(zone, instant);
  if (wall === undefined || instantsOf(wall, zone).kind === 'two')
    return contentLine(name, instantText(instant));
  return contentLine(name, `${wall.replaceAll(/[-:]/gu, '')}00`, { TZID: zone });
}

/** They registered themselves: nothing is to be answered. */
const attendeeParameters = ({ name }: CalendarPerson) => ({
  ROLE: 'REQ-PARTICIPANT',
  PARTSTAT: 'ACCEPTED',
  RSVP: 'FALSE',
  CN: name,
});

const mailto = ({ email }: CalendarPerson): string => `mailto:${encodeURI(email)}`;
