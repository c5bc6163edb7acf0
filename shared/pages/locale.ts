import type { Locale } from '../platform/values/locale.ts';

const locales: readonly Locale[] = ['en', 'de', 'fr', 'ru'];

/** The language of a tag (`de-AT` -> `de`), if pages speak it. */
function toLocale(tag: string | undefined): Locale | undefined {
  const language = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale === language);
}

/**
 * The language of a page: the one asked for (`?lang=`), else the event's, because title, description and form labels are
 * written in it, else the best of the browser's, else English.
 */
export function pickLocale(
  eventLocale: string | undefined,
  acceptLanguage: string | undefined,
  asked?: string,
): Locale {
  return toLocale(asked) ?? toLocale(eventLocale) ?? bestOf(acceptLanguage ?? '') ?? 'en';
}

function bestOf(acceptLanguage: string): Locale | undefined {
  return acceptLanguage
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag, ...parameters] = entry.split(';');
      const quality = parameters
        .map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1])
        .find((found) => found !== undefined);
      return { locale: toLocale(tag), quality: Number(quality ?? 1) };
    })
    .filter(({ locale, quality }) => locale !== undefined && quality > 0)
    .sort((a, b) => b.quality - a.quality)[0]?.locale;
}
