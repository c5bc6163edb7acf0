import type { Delimiter } from '../../platform/values/csv-dialect.ts';

/**
 * The delimiter that a spreadsheet set to this language (a BCP 47 tag) takes for one: where numbers have a decimal
 * comma, as in Russian, French and German, lists are written with semicolons, and a file with commas opens as one column.
 */
export function delimiterFor(language: string | undefined): Delimiter {
  const number = new Intl.NumberFormat(isLanguage(language) ? language : 'en');
  return number.formatToParts(1.5).some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}

function isLanguage(language: string | undefined): language is string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language ?? []).length > 0;
  } catch {
    return false;
  }
}
