import { expect, it } from 'vitest';
import { ReminderRule, templateOf } from '../../shared/mail/domain/reminder-rule.ts';
import { takenOf } from '../support/told-of.ts';

it.each([
  ['start', -60, 'reminder'],
  ['start', -1, 'reminder'],
  ['start', 0, 'last-call'],
  ['start', 5, 'last-call'],
  ['end', -1, 'last-call'],
  ['end', 0, 'follow-up'],
  ['end', 60, 'follow-up'],
] as const)(
  'a reminder at the %s and %i minutes is a %s, unless it says what it is',
  (anchor, offsetMinutes, kind) => {
    expect(templateOf({ anchor, offsetMinutes })).toBe(kind);
    expect(templateOf({ anchor, offsetMinutes, template: 'reminder' })).toBe('reminder');
  },
);

it('a reminder is for those with a place, at the start, unless it says so, and a year away at most', () => {
  expect(ReminderRule.parse({ offsetMinutes: 0 })).toEqual({
    offsetMinutes: 0,
    anchor: 'start',
    audience: 'registered',
  });
  const year = 366 * 24 * 60;
  const taken = takenOf(ReminderRule, [-year - 1, -year, 0.5, year, year + 1], (offsetMinutes) => ({
    offsetMinutes,
  }));
  expect(taken).toEqual([-year, year]);
});

it.each(['all', 'registered', 'attended', 'absent', 'not-yet'])('a reminder may be for: %s', (audience) => {
  expect(ReminderRule.parse({ offsetMinutes: 0, audience }).audience).toBe(audience);
});
