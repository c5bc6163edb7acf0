import { describe, expect, it } from 'vitest';
import { personalize, placeholderFaults, plainPieces } from '../../shared/mail/domain/mail-text.ts';
import { cleanForMail } from '../../shared/mail/domain/mail-subject.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const person = (details: Partial<Participant> = {}): Participant => ({
  id: `par_${'0'.repeat(32)}`,
  email: 'anna@example.com',
  firstName: 'Anna',
  source: 'manual',
  createdAt: '2027-01-01T00:00:00.000Z',
  version: 1,
  ...details,
});
const fill = (text: string, details?: Partial<Participant>) =>
  personalize(text, person(details), (value) => value);

describe('A text with placeholders', () => {
  it.each([
    ['Dear {{firstName}},', 'Dear Anna,'],
    ['Dear {{ lastName | friend }},', 'Dear  friend ,'],
    ['{{variables.city|here}}', 'here'],
    ['{{variables.seats}} seats', '5 seats'],
    ['no placeholder', 'no placeholder'],
    ['{{variables.constructor|none}}', 'none'],
  ])('%s reads %s', (text, filled) => {
    expect(plainPieces(fill(text, { variables: { seats: 5 } }))).toBe(filled);
  });

  it('makes links of addresses that the organizer wrote, whole, and without the full stop behind them', () => {
    expect(fill('See https://a.example/x?y=1. Or (https://b.example/z).')).toEqual([
      { text: 'See ' },
      { url: 'https://a.example/x?y=1' },
      { text: '. Or (' },
      { url: 'https://b.example/z' },
      { text: ').' },
    ]);
  });

  it('encodes what a person said within an address, and makes no link of an address that a person said', () => {
    const evil = { firstName: 'x&y=/../ "z"', lastName: 'https://evil.example' };
    expect(fill('https://a.example/?n={{firstName}} {{lastName}}', evil)).toEqual([
      { url: 'https://a.example/?n=x%26y%3D%2F..%2F%20%22z%22' },
      { text: ' ' },
      { value: 'https://evil.example' },
    ]);
  });

  it('finds a placeholder within an address also between blanks', () => {
    expect(fill('https://a.example/?n={{ firstName }}&c={{ variables.city | Ulm }}')).toEqual([
      { url: 'https://a.example/?n=Anna&c=%20Ulm%20' },
    ]);
  });

  it('is told what it asks for and nobody has', () => {
    const isVariable = (name: string) => name === 'city';
    expect(placeholderFaults('{{firstName}} {{variables.city|x}} {{email}}', isVariable)).toEqual([]);
    expect(placeholderFaults('{{first_name}} {{variables.town}}', isVariable)).toEqual([
      'There is nothing called "first_name" to put in.',
      'There is nothing called "variables.town" to put in.',
    ]);
    for (const open of ['{{firstName', 'firstName}}', '{{first{Name}}', '{{}'])
      expect(placeholderFaults(open, isVariable).length).toBeGreaterThan(0);
  });

  it('takes no advertisement for a name, nor for a variable that is called one', () => {
    const advertisement = 'win at www.example.com';
    expect(['firstName', 'variables.petName'].map((name) => cleanForMail(advertisement, name))).toEqual([
      '',
      '',
    ]);
    expect(
      ['phone', 'variables.city', 'variables.NameDay'].map((name) => cleanForMail(advertisement, name)),
    ).toEqual(Array(3).fill(advertisement));
  });
});
