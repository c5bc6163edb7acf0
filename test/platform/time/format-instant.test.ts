import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../../shared/platform/time/format-instant.ts';

const sunday = Date.parse('2027-03-21T09:00Z');

/** Intl separates a year from its word by a space that does not break. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('an instant in words', () => {
  it.each([
    ['en', 'long', 'Sunday, 21 March 2027, 10:00 (Berlin, UTC+1)'],
    ['en', 'short', 'Sun, 21 Mar 2027, 10:00 (Berlin, UTC+1)'],
    ['de', 'long', 'Sonntag, 21. März 2027, 10:00 Uhr (Berlin, UTC+1)'],
    ['de', 'short', 'So, 21. März 2027, 10:00 Uhr (Berlin, UTC+1)'],
    ['fr', 'long', 'dimanche 21 mars 2027, 10:00 (Berlin, UTC+1)'],
    ['fr', 'short', 'dim. 21 mars 2027, 10:00 (Berlin, UTC+1)'],
    ['ru', 'long', 'воскресенье, 21 марта 2027 г., 10:00 (Берлин, UTC+1)'],
    ['ru', 'short', 'вс, 21 мар. 2027 г., 10:00 (Берлин, UTC+1)'],
  ] as const)('in %s, %s: %s', (locale, style, text) => {
    expect(plain(formatInstant(sunday, 'Europe/Berlin', locale, style))).toBe(text);
  });

  it.each([
    ['Europe/Moscow', ['Moscow', 'Moskau', 'Moscou', 'Москва']],
    ['Europe/London', ['London', 'London', 'Londres', 'Лондон']],
    ['America/New_York', ['New York', 'New York', 'New York', 'Нью-Йорк']],
    ['Asia/Aqtobe', ['Aqtobe', 'Aqtobe', 'Aqtobe', 'Актобе']],
  ])('calls the city of %s as its readers do', (zone, cities) => {
    const words = (['en', 'de', 'fr', 'ru'] as const).map((locale) =>
      formatInstant(sunday, zone, locale, 'short'),
    );
    expect(words.map((text) => /\((.*),/.exec(text)?.[1])).toEqual(cities);
  });

  it('keeps a Russian year and its word together, and a German hour and its own', () => {
    expect(formatInstant(sunday, 'Europe/Moscow', 'ru', 'long')).toContain('2027\u00a0г.');
    expect(formatInstant(sunday, 'Europe/Moscow', 'de', 'long')).toContain('12:00\u00a0Uhr');
  });

  it.each([
    ['Asia/Calcutta', 'Sunday, 21 March 2027, 14:30 (Kolkata, UTC+5:30)'],
    ['America/Argentina/Buenos_Aires', 'Sunday, 21 March 2027, 06:00 (Buenos Aires, UTC−3)'],
    ['America/St_Johns', 'Sunday, 21 March 2027, 06:30 (St Johns, UTC−2:30)'],
    ['Pacific/Kiritimati', 'Sunday, 21 March 2027, 23:00 (Kiritimati, UTC+14)'],
    ['Europe/London', 'Sunday, 21 March 2027, 09:00 (London, UTC+0)'],
    ['UTC', 'Sunday, 21 March 2027, 09:00 (UTC)'],
    ['Etc/GMT+5', 'Sunday, 21 March 2027, 04:00 (UTC−5)'],
  ])('names the city and the offset of %s: %s', (zone, text) => {
    expect(formatInstant(sunday, zone, 'en', 'long')).toBe(text);
  });

  it('shows the hour of the table where the data of Node is older', () => {
    const november = Date.parse('2026-11-21T17:00Z');
    expect(formatInstant(november, 'America/Winnipeg', 'en', 'long')).toContain('12:00 (Winnipeg, UTC−5)');
    expect(formatInstant(november, 'America/Havana', 'en', 'long')).toContain('13:00 (Havana, UTC−4)');
  });

  it('shows midnight as 00:00 of the new day', () => {
    expect(formatInstant(Date.parse('2027-03-20T23:00Z'), 'Europe/Berlin', 'en', 'long')).toBe(
      'Sunday, 21 March 2027, 00:00 (Berlin, UTC+1)',
    );
  });

  it('refuses what the table does not cover', () => {
    expect(() => formatInstant(Date.UTC(2040, 0), 'Europe/Berlin', 'en', 'long')).toThrow(RangeError);
  });
});
