import type { Locale } from '../platform/values/locale.ts';
import { formatClock, noBreakYear } from '../platform/time/format-clock.ts';
import { formatPlace } from '../platform/time/format-place.ts';
import type { PageSession } from './page-inputs.ts';

// Day before month and 24 hours: read the same way everywhere, unlike 3/4 and 12 am.
const languageTags = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', ru: 'ru-RU' } as const satisfies Record<
  Locale,
  string
>;

type When = Pick<PageSession, 'startsAt' | 'startsAtUtc' | 'timeZone'>;

/** The texts of a session's date; `zone` reads `Moscow, UTC+3`. */
export interface SessionTime {
  weekday: string;
  day: string;
  month: string;
  date: string;
  time: string;
  zone: string;
}

/**
 * The host's date and time in words. Wall time and instant were fixed together when the session was made: their
 * difference is the offset, so no zone data is needed here.
 */
export function sessionTime(session: When, locale: Locale): SessionTime {
  const wall = new Date(`${session.startsAt.slice(0, 16)}:00Z`);
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(languageTags[locale], { ...options, timeZone: 'UTC' }).format(wall);
  const offsetMinutes = Math.round((wall.getTime() - Date.parse(session.startsAtUtc)) / 60_000);
  return {
    weekday: words({ weekday: 'short' }),
    day: words({ day: 'numeric' }).replaceAll(/\D/g, ''),
    month: words({ month: 'short' }),
    date: noBreakYear(words({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })),
    time: formatClock(session.startsAt.slice(11, 16), locale),
    zone: formatPlace(session.timeZone, offsetMinutes, locale),
  };
}
