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

  it.each(
    (
      'com net org info biz io co me ru de fr uk us eu cc tv ly gg app dev xyz top site shop store club vip bet win link click live ' +
      'pro рф su by ua kz cn in it es pl nl at ch онлайн сайт рус'
    ).split(' '),
  )('is left out when %s would end it as the name of a host', (ending) => {
    const name = ending.slice(0, 1).toUpperCase() + ending.slice(1);
    expect([`A.${name}`, `Dr.${name}`].map(plainName)).toEqual(['', '']);
  });

  it.each(
    (
      'dr prof mr mrs ms mx sr sra srta jr st ste mag ing dipl hr hrn fr mme mlle mgr lic doc univ rev hon med phil jur rer nat ' +
      'habil capt col gen maj sgt lt cmdr md mohd muhd fam dott avv arch rag geom sig don dña dra dn др доц проф акад канд инж ' +
      'гр тов ген полк кап св'
    ).split(' '),
  )('may have the title %s, with a dot and no blank', (title) => {
    expect(plainName(`${title}.Lee`)).toBe(`${title}.Lee`);
  });

  it.each('de van von der den di da del della du la le ter ten el al bin ибн фон'.split(' '))(
    'may have an initial before %s',
    (particle) => {
      expect(plainName(`A.${particle} Groot`)).toBe(`A.${particle} Groot`);
    },
  );

  it('is cut to 60 characters, not inside one', () => {
    expect(Array.from(plainName('𝒜é😀'.repeat(40)))).toHaveLength(60);
    expect(plainName('😀'.repeat(59) + 'a😀b')).toBe('😀'.repeat(59) + 'a');
  });

  it('is one line without anything invisible', () => {
    expect(singleLine(' a\r\nBcc: b\u0000\u2028c\u202Ed\ufeff ')).toBe('a Bcc: b cd');
  });
});
