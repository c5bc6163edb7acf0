import { describe, expect, it } from 'vitest';
import { plainName, singleLine } from '../../shared/mail/domain/plain-name.ts';

describe('a name in a mail', () => {
  it.each([
    'Anna',
    'Anna Müller-Lüdenscheidt',
    "Conan O'Brien",
    'J. R. R. Tolkien',
    'Dr. Ёлкина Анна',
    '山田 太郎',
    'Martin Luther King Jr.',
    'Ibn al-‘Arabī',
    'И.И.Иванов',
    'Иванов И.И.',
    'А. С.Пушкин',
    'Dr.Müller',
    'dr.müller',
    'Prof.Dr.Müller',
    'Dr.med.Anna Weiß',
    'Ms. A.de Groot',
    'J.R.R.Tolkien',
    'A.-M.Schmidt',
    'Md.Rahman',
    'О.Ё.Ёлкина',
  ])('may be %s', (name) => {
    expect(plainName(name)).toBe(name);
  });

  it.each([
    'Visit http://evil.example $$$',
    'HTTPS://EVIL.EXAMPLE',
    'www.evil',
    'evil.com',
    'win at evil1.io now',
    'bit.ly/x',
    't.me/x',
    'T.Me',
    'X.com',
    'Dr.Evil.com',
    'dr.shop',
    'x.de Spam',
    'A.Spam/x',
    'И.Сайт.рф',
    'Anna.Evil',
    'пиши на сайт.рф',
    'evil\u3002com',
    'evil\u2024com',
    'ｅｖｉｌ．ｃｏｍ',
    'evil\u200b.\u200bcom',
    'evil\u200d.\u200dcom',
    'me@evil.example',
    '//evil',
    '10.0.0.1',
    'call +49 30 123456 now',
    '123',
    '   ',
    '\u202E',
  ])('is left out when it is %j', (name) => {
    expect(plainName(name)).toBe('');
  });

  it('is cut to 60 characters, not inside one', () => {
    expect(Array.from(plainName('𝒜é😀'.repeat(40)))).toHaveLength(60);
    expect(plainName('😀'.repeat(59) + 'a😀b')).toBe('😀'.repeat(59) + 'a');
  });

  it('is one line without anything invisible', () => {
    expect(singleLine(' a\r\nBcc: b\u0000\u2028c\u202Ed\ufeff ')).toBe('a Bcc: b cd');
  });
});
