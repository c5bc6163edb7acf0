import type { Locale } from './page-inputs.ts';

export function pickLocale(
  eventLocale: string | undefined,
  acceptLanguage: string | undefined,
  asked?: string,
): Locale {
  throw new Error([eventLocale, acceptLanguage, asked].join());
}
