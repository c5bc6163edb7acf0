import { expect, it } from 'vitest';
import { delimiterFor } from '../../shared/exports/domain/delimiter-for.ts';

it.each([
  [',', ['en', 'en-GB', 'de-CH', 'ja', 'zh-CN', undefined, '', 'not a language', 'xx-not-known']],
  [';', ['ru', 'fr', 'de', 'de-DE', 'es', 'it', 'pt-BR', 'pl']],
] as const)('a list is written with "%s" where a spreadsheet expects it', (delimiter, languages) => {
  expect(languages.map((one) => [one, delimiterFor(one)])).toEqual(languages.map((one) => [one, delimiter]));
});
