import { expect, it } from 'vitest';
import { withLinks } from '../../shared/pages/with-links.ts';

const link = (address: string) => `<a href="${address}" target="_blank" rel="noopener">${address}</a>`;

it.each([
  ['I agree, see https://example.org/privacy.', `I agree, see ${link('https://example.org/privacy')}.`],
  [
    '(https://example.org/a) and https://example.org/b?c',
    `(${link('https://example.org/a')}) and ${link('https://example.org/b?c')}`,
  ],
  ['Terms https://example.org/a%20b, please', `Terms ${link('https://example.org/a%20b')}, please`],
  ['http://example.org javascript:alert(1)', 'http://example.org javascript:alert(1)'],
  [
    '<b>https://example.org/"onclick=x</b>',
    `&lt;b&gt;${link('https://example.org/')}&quot;onclick=x&lt;/b&gt;`,
  ],
  ['https://', 'https://'],
])('An https address in what an organizer asks can be followed: %s', (text, shown) => {
  expect(withLinks(text).text).toBe(shown);
});
