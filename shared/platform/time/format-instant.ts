import { formatClock, noBreakYear, type TimeLocale } from './format-clock.ts';
import { formatPlace } from './format-place.ts';
import { wallTimeAt } from './wall-time.ts';
import { canonicalZone, offsetAt } from './zone-table.ts';

/** `en` is written the international way, day before month. */
const tags = { en: 'en-GB', de: 'de', fr: 'fr', ru: 'ru' } as const;

/**
 * An instant (ms since 1970) for people: weekday, date, time, city and offset.
 * long: `Sunday, 21 March 2027, 10:00 (Berlin, UTC+1)`, short: `Sun, 21 Mar 2027, 10:00 (Berlin, UTC+1)`.
 * Throws as `offsetAt`.
 */
export function formatInstant(
  instant: number,
  zone: string,
  locale: TimeLocale,
  style: 'long' | 'short',
): string {
  const wall = wallTimeAt(zone, instant);
  // Intl must not see the zone, its data may be older than the table: it only puts the shown date into words.
  const shown = Date.parse(`${wall}:00Z`);
  const { weekday, date } = wordsOf(locale, style);
  const comma = locale === 'fr' ? '' : ',';
  const place = formatPlace(canonicalZone(zone), offsetAt(zone, instant), locale);
  const day = noBreakYear(date.format(shown));
  return `${weekday.format(shown)}${comma} ${day}, ${formatClock(wall.slice(11), locale)} (${place})`;
}

type Words = { weekday: Intl.DateTimeFormat; date: Intl.DateTimeFormat };
const made = new Map<string, Words>();

/** Kept, because making a format costs ten times its use and a mailing writes thousands of dates. */
function wordsOf(locale: TimeLocale, style: 'long' | 'short'): Words {
  const key = `${locale} ${style}`;
  const tag = tags[locale];
  const words = made.get(key) ?? {
    weekday: new Intl.DateTimeFormat(tag, { weekday: style, timeZone: 'UTC' }),
    date: new Intl.DateTimeFormat(tag, { day: 'numeric', month: style, year: 'numeric', timeZone: 'UTC' }),
  };
  made.set(key, words);
  return words;
}
