import { expect, it } from 'vitest';
import { languageOfText } from '../../shared/mail/domain/language-of-text.ts';

it.each([
  ['Hello, this is the link to your webinar', 'en'],
  ['Guten Tag, wir freuen uns auf Sie und senden Ihnen den Link', 'de'],
  ['Bonjour, voici votre lien pour le webinaire', 'fr'],
  ['Здравствуйте, вот ваша ссылка', 'ru'],
  ['ПРИВЕТ Zoom', 'ru'],
  ['The webinar "Войти" is yours to see', 'en'],
  ['CHÈRE Madame, VOTRE place', 'fr'],
  ['Zoom 2027', undefined],
  ['', undefined],
  ['Der the', undefined],
  ['the', 'en'],
  ['der der the', 'de'],
  ['the unser unsere', 'de'],
  ['merci', 'fr'],
  ['я a', 'ru'],
  ['я ab', undefined],
] as const)('%j is in %s', (text, locale) => {
  expect(languageOfText(text)).toBe(locale);
});

it('hears neither variables nor addresses', () => {
  expect(languageOfText('{{the}} {{your}} {{with}} der Link')).toBe('de');
  expect(languageOfText('https://example.com/the/and/your der Link')).toBe('de');
  expect(languageOfText('{{firstName}}, https://example.com/long-latin-words да')).toBe('ru');
});
