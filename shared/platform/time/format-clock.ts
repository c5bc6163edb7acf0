/** The languages dates are written in. */
export type TimeLocale = 'en' | 'de' | 'fr' | 'ru';

/** A time of the day, 24 hours: `10:00`; Germans say what it is. */
export const formatClock = (time: string, locale: TimeLocale): string =>
  locale === 'de' ? `${time}\u00a0Uhr` : time;

/** The Russian word for a year does not part from its number. */
export const noBreakYear = (date: string): string => date.replace(/\s(?=г\.)/, '\u00a0');
