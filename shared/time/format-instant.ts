export type TimeLocale = 'en' | 'de' | 'fr' | 'ru';

/** An instant for people: weekday, date, time, city and offset. `Saturday, 21 March 2027, 10:00 (Berlin, UTC+1)`. Throws as `offsetAt`. */
export function formatInstant(
  instant: number,
  zone: string,
  locale: TimeLocale,
  style: 'long' | 'short',
): string {
  throw new RangeError(`${instant} ${zone} ${locale} ${style}`);
}
