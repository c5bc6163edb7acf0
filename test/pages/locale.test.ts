import { describe, expect, it } from 'vitest';
import { pickLocale } from '../../shared/pages/locale.ts';

describe('the language of a page', () => {
  it.each<[string | undefined, string | undefined, string | undefined, string, string]>([
    ['de', 'fr', 'ru', 'ru', 'is the one asked for'],
    ['de', 'fr', 'xx', 'de', 'is not one that we do not speak'],
    ['de', 'fr', undefined, 'de', 'is the one the event is written in'],
    [undefined, 'fr-CH, de;q=0.9', undefined, 'fr', 'is the first of the browser'],
    [undefined, 'xx, en;q=0.5, ru-RU;q=0.8', undefined, 'ru', 'is the one the browser likes best'],
    [undefined, 'de;q=0, *', undefined, 'en', 'is never one the browser refuses'],
    [undefined, ';;q=,=;,', undefined, 'en', 'is English after nonsense'],
    [undefined, undefined, undefined, 'en', 'is English when nobody says'],
    ['pt-BR', 'DE_at', undefined, 'de', 'is found in any spelling'],
  ])('%s | %s | %s -> %s: %s', (event, accept, asked, expected) => {
    expect(pickLocale(event, accept, asked)).toBe(expected);
  });
});
