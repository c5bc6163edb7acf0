import { describe, expect, it } from 'vitest';
import { duplicateKeys } from '../../shared/merging/domain/duplicate-keys.ts';
import type { DuplicateReason } from '../../shared/merging/domain/duplicates-job.ts';

type Person = Parameters<typeof duplicateKeys>[0];

const keysOf = (person: object, home?: string) => duplicateKeys(person as Person, home);
const keyOf = (reason: DuplicateReason, person: object, home?: string) =>
  keysOf(person, home).find((key) => key.reason === reason)?.text;

describe('Two records', () => {
  it.each([
    ['same-address', { email: 'Ann@Example.com' }, { email: 'ann@example.com' }],
    ['same-address', { email: 'ａnn@example.com' }, { email: 'ann@example.com' }],
    ['same-address', { email: 'straße@example.com' }, { email: 'STRASSE@example.com' }],
    ['same-address', { email: 'an\u200bn@example.com' }, { email: 'ann@example.com' }],
    ['same-address', { channel: 'telegram', externalId: '@Ann' }, { channel: 'telegram', externalId: 'ann' }],
    ['same-phone', { phone: '+49 (0)171 234567' }, { phone: '0049 171-234567' }],
    ['same-phone', { phone: '+49 171 234567' }, { phone: '49171234567' }],
    ['same-phone', { phone: '＋４９ 171 234567' }, { phone: '+49 171 234567' }],
    [
      'same-name-and-company',
      { firstName: 'Ann', lastName: 'van  Lee', company: 'ＡＢＣ' },
      { firstName: ' ANN ', lastName: 'Van Lee', company: 'abc' },
    ],
    [
      'same-name-and-company',
      { firstName: 'Ann', lastName: 'Lee', company: 'Contoso™' },
      { firstName: 'Ann', lastName: 'Lee', company: 'CONTOSOTM' },
    ],
    ['similar-address', { email: 'ann.lee+news@gmail.com' }, { email: 'annlee@googlemail.com' }],
    ['similar-address', { email: 'a.n.n@example.com' }, { email: 'ann+x+y@example.com' }],
  ] as const)('have the %s: %j and %j', (reason, one, other) => {
    expect(keyOf(reason, one)).toBeDefined();
    expect(keyOf(reason, one)).toBe(keyOf(reason, other));
  });

  it.each([
    ['same-address', { email: 'ann@example.com' }, { email: 'ann.lee@example.com' }],
    ['same-address', { channel: 'telegram', externalId: 'ann' }, { channel: 'whatsapp', externalId: 'ann' }],
    ['same-phone', { phone: '+49 171 234567' }, { phone: '+49 171 234568' }],
    ['same-phone', { phone: '0171 234567' }, { phone: '+49 171 234567' }],
    [
      'same-name-and-company',
      { firstName: 'Ann', lastName: 'Lee', company: 'A' },
      { firstName: 'Ann', lastName: 'Lee', company: 'B' },
    ],
    ['similar-address', { email: 'ann@example.com' }, { email: 'ann@example.org' }],
  ] as const)('do not have the %s: %j and %j', (reason, one, other) => {
    expect(keyOf(reason, one)).not.toBe(keyOf(reason, other));
  });
});

describe('Keys', () => {
  it('of somebody with everything are one of each reason, and two addresses', () => {
    const person = {
      email: 'ann@example.com',
      channel: 'telegram',
      externalId: 'ann',
      phone: '+49171234567',
      firstName: 'Ann',
      lastName: 'Lee',
      company: 'ABC',
    };
    expect(keysOf(person)).toEqual([
      { reason: 'same-address', text: 'ann@example.com' },
      { reason: 'same-address', text: 'telegram ann' },
      { reason: 'same-phone', text: '49171234567' },
      { reason: 'same-name-and-company', text: '["ann","lee","abc"]' },
      { reason: 'similar-address', text: 'ann@example.com' },
    ]);
    expect(keysOf({ ...person, deletedAt: '2027-03-01' })).toEqual([]);
  });

  it.each([
    {},
    { phone: '123456' },
    { phone: '00 123456' },
    { channel: 'telegram' },
    { externalId: 'ann' },
    { firstName: 'Ann', lastName: 'Lee' },
    { firstName: 'Ann', lastName: ' ', company: 'ABC' },
  ])('are none of %j', (person) => {
    expect(keysOf(person)).toEqual([]);
  });
});

describe('A phone number without a country code', () => {
  it.each([
    ['0171 234567', '49', '49171234567'],
    ['0171 234567', undefined, '0171234567'],
    ['171 234567', '49', '49171234567'],
    ['49171 234567', '49', '49171234567'],
    // Italy dials the zero from abroad, too.
    ['06 1234567', '39', '39061234567'],
    // Russia dials an 8 at home, before ten digits.
    ['8 912 345-67-89', '7', '79123456789'],
    ['8 912 345-67', '7', '7891234567'],
    ['8 912 345-67-89', '49', '4989123456789'],
    ['1234567', '49', '491234567'],
    ['+44 20 1234567', '49', '44201234567'],
    [' +44 20 1234567', '49', '44201234567'],
    ['0044 20 1234567', '49', '44201234567'],
  ])('%s at home in %s is %s', (phone, home, expected) => {
    expect(keyOf('same-phone', { phone }, home)).toBe(expected);
  });
});
