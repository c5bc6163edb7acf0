import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChannelId } from '../../shared/people/domain/channel-id.ts';
import { cutList } from '../../shared/imports/domain/list-entries.ts';

const whole = (text: string, inChannel = false) =>
  cutList(text, { inChannel, isLast: true }).entries.map(({ id, name }) =>
    name === '' ? id : `${name}|${id}`,
  );

describe('A list of addresses', () => {
  it.each([
    [
      'a@x.example b@x.example,c@x.example;\n|d@x.example',
      ['a', 'b', 'c', 'd'].map((one) => `${one}@x.example`),
    ],
    ['Ann Lee <al@p.example>, "Bo, Co" <bo@p.example>', ['Ann Lee|al@p.example', 'Bo, Co|bo@p.example']],
    ["Lee, Ann <al@p.example>; 'Bo Co' <bo@p.example>", ['Lee, Ann|al@p.example', 'Bo Co|bo@p.example']],
    ['"al@p.example" <al@p.example>, <mailto:bo@p.example>', ['al@p.example', 'bo@p.example']],
    ['"A \\"B\\" C" <al@p.example>\n"torn <bo@p.example>', ['A "B" C|al@p.example', '"torn|bo@p.example']],
    ['a@x.example b@x.example Bo Co <c@x.example>', ['a@x.example', 'b@x.example', 'Bo Co|c@x.example']],
    ['al@p.example <al@p.example>', ['al@p.example']],
    ['nobody, a@x.example', ['nobody', 'a@x.example']],
    ['one, two, three, four, a@x.example', ['one', 'two', 'three', 'four', 'a@x.example']],
  ])('%s has its entries, with their names', (text, entries) => {
    expect(whole(text)).toEqual(entries);
  });

  it('is cut into the same entries however it comes in pieces', () => {
    const entry = fc.constantFrom(
      'a@x.example',
      'Ann Lee <al@p.example>',
      '"Bo, Co" <bo@p.example>',
      'nobody',
      '"',
      'Lee, Ann <l@x.example>',
    );
    const between = fc.constantFrom(', ', ';', '\n', ' \r\n', ' ');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(entry, between), { maxLength: 300, size: 'max' }),
        fc.integer({ min: 1, max: 3000 }),
        (parts, size) => {
          const text = parts.flat().join('');
          const found: string[] = [];
          let rest = '';
          for (let at = 0; at < text.length; at += size) {
            const cut = cutList(rest + text.slice(at, at + size), { inChannel: false, isLast: false });
            rest = cut.rest;
            found.push(...cut.entries.map(({ id, name }) => (name === '' ? id : `${name}|${id}`)));
          }
          expect([...found, ...whole(rest)]).toEqual(whole(text));
        },
      ),
      { seed: 20270301, numRuns: 60 },
    );
  });

  it('is read whole where only blanks lie between 5,000 addresses of one line', () => {
    const addresses = Array.from({ length: 5_000 }, (_, at) => `person-${String(at)}@x.example`);
    const text = addresses.join(' ');
    const found: string[] = [];
    let rest = '';
    for (let at = 0; at < text.length; at += 16_384) {
      const cut = cutList(rest + text.slice(at, at + 16_384), { inChannel: false, isLast: false });
      rest = cut.rest;
      found.push(...cut.entries.map(({ id }) => id));
    }
    expect([...found, ...whole(rest)]).toEqual(addresses);
  });

  it('is read to its end, where nothing is left over, and shows the beginning of what is too long', () => {
    for (const inChannel of [false, true])
      expect(cutList('a@x.example, b', { inChannel, isLast: true }).rest).toBe('');
    const [long] = whole(`${'x'.repeat(2_000)}\n`);
    expect(long).toBe('x'.repeat(1_000));
    expect(whole(`Ann <${'x'.repeat(300)}>`)).toEqual([`Ann|${'x'.repeat(300)}`]);
    expect(whole(`"${'n'.repeat(199)} o" <a@x.example>`)).toEqual([`${'n'.repeat(199)} |a@x.example`]);
    expect(whole('x'.repeat(2_000), true)).toEqual(['x'.repeat(1_000)]);
  });

  it('keeps no more than a little of an entry that never ends', () => {
    const { rest } = cutList('x'.repeat(100_000), { inChannel: false, isLast: false });
    expect(rest.length).toBeLessThan(20_000);
  });
});

describe('A list of identifiers', () => {
  it('lies between lines, commas and semicolons; blanks belong to the identifier', () => {
    expect(whole('123456700\n@durov, +49 171 1234567;\r\nx', true)).toEqual([
      '123456700',
      '@durov',
      '+49 171 1234567',
      'x',
    ]);
  });

  it.each([
    ['telegram', '123456700', { externalId: '123456700' }],
    ['telegram', '@durov', { externalId: '@durov' }],
    ['telegram', 'https://t.me/someone', { externalId: '@someone', profileUrl: 'https://t.me/someone' }],
    ['telegram', 't.me/someone?start=1', { externalId: '@someone', profileUrl: 'https://t.me/someone' }],
    ['telegram', '+49 171 1234567', { code: 'phone-number' }],
    ['telegram', 'https://t.me/+491711234567', { code: 'phone-number' }],
    ['telegram', 'https://t.me/joinchat/AbC', { code: 'not-a-person' }],
    ['telegram', 'https://t.me/+AbCdEf', { code: 'not-a-person' }],
    ['whatsapp', '+49 (171) 123-45 67', { externalId: '+491711234567' }],
    [
      'whatsapp',
      'https://wa.me/491711234567',
      { externalId: '+491711234567', profileUrl: 'https://wa.me/491711234567' },
    ],
    ['viber', '0049 171 1234567', { externalId: '+491711234567' }],
    ['vk', 'id 1234567', { externalId: 'id 1234567' }],
  ])('of %s: %s is read', (channel, text, expected) => {
    expect(readChannelId(channel, text)).toMatchObject(expected);
  });
});
