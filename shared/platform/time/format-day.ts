import { noBreakYear, type TimeLocale } from './format-clock.ts';

/** `en` is written the international way, day before month. */
const tags = { en: 'en-GB', de: 'de', fr: 'fr', ru: 'ru' } as const;

/** A day (`yyyy-mm-dd`) for people: `21 March 2027`. */
export function formatDay(day: string, locale: TimeLocale): string {
  const words = new Intl.DateTimeFormat(tags[locale], {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  } as const);
  return noBreakYear(words.format(Date.parse(day)));
}
