import type { TimeLocale } from './format-clock.ts';

const units: Record<TimeLocale, { hours: string; minutes: string }> = {
  en: { hours: 'h', minutes: 'min' },
  de: { hours: 'Std.', minutes: 'Min.' },
  fr: { hours: 'h', minutes: 'min' },
  ru: { hours: 'ч', minutes: 'мин' },
};

/** A length for people, in pages and mails alike: `1 h 30 min`, `45 min`. No line breaks within. */
export function formatDuration(minutes: number, locale: TimeLocale): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const words = units[locale];
  const parts = [
    ...(hours > 0 ? [`${hours}\u00a0${words.hours}`] : []),
    ...(rest > 0 || hours === 0 ? [`${rest}\u00a0${words.minutes}`] : []),
  ];
  return parts.join('\u00a0');
}
