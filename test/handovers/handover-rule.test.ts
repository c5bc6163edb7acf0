import { describe, expect, it } from 'vitest';
import { HandoverRule, handsOverElsewhere } from '../../shared/handovers/domain/handover-rule.ts';
import { takenOf } from '../support/told-of.ts';

const secretOf = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const given = {
  id: 'crm',
  offsetMinutes: 60,
  destination: { type: 'webhook', url: 'https://crm.example.com/in' },
};
const rule = (more: object = {}, destination: object = {}) =>
  HandoverRule.parse({ ...given, ...more, destination: { ...given.destination, ...destination } });

describe('A rule of hand-over', () => {
  it('is about everybody after the start, and called so, unless it says more', () => {
    expect(HandoverRule.parse(given)).toEqual({
      ...given,
      name: 'Hand-over',
      anchor: 'start',
      audience: 'all',
    });
  });

  it('has a name of 1 to 100 signs, without the blanks around it', () => {
    expect(
      takenOf(HandoverRule, [0, 1, 100, 101], (length) => ({ ...given, name: 'x'.repeat(length) })),
    ).toEqual([1, 100]);
    expect(rule({ name: ' CRM ' }).name).toBe('CRM');
    expect(HandoverRule.safeParse({ ...given, name: ' ' }).success).toBe(false);
  });

  it.each(['all', 'participants', 'non-participants', 'online', 'not-online'])(
    'has the audience %s',
    (audience) => {
      expect(rule({ audience }).audience).toBe(audience);
    },
  );
});

describe('Rules hand over elsewhere', () => {
  const before = [rule({}, { secret: secretOf('a') }), rule({ id: 'other' })];

  it.each([
    ['the same', [...before], false],
    ['none', [], false],
    ['one fewer, in another order', [before[1]!], false],
    ['another time and name', [rule({ offsetMinutes: 5, name: 'x' }, { secret: secretOf('a') })], false],
    ['the secret left out, which stays', [rule()], false],
    ['another secret', [rule({}, { secret: secretOf('b') })], true],
    ['a secret where there was none', [rule({ id: 'other' }, { secret: secretOf('a') })], true],
    ['another address', [rule({}, { url: 'https://other.example.com', secret: secretOf('a') })], true],
    ['another audience', [rule({ audience: 'online' }, { secret: secretOf('a') })], true],
    ['a new one', [...before, rule({ id: 'new' })], true],
    ['one without an id', [rule({ id: undefined })], true],
  ])('with %s: %#', (_, wanted, isElsewhere) => {
    expect(handsOverElsewhere(wanted, before)).toBe(isElsewhere);
  });
});
