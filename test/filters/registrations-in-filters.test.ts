import { describe, expect, it } from 'vitest';
import {
  bindFilter,
  sessionNeeds,
  sessionsIn,
  type SessionStart,
} from '../../shared/filters/domain/bind-filter.ts';
import { checkFilter } from '../../shared/filters/domain/check-filter.ts';
import type { CheckedFilter } from '../../shared/filters/domain/checked-filter.ts';
import type { Filter, FilterCondition } from '../../shared/filters/domain/filter.ts';
import { testOf } from '../../shared/filters/domain/match-filter.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import type { Attendance } from '../../shared/registrations/domain/registration.ts';

const event = `evt_${'e'.repeat(32)}`;
const [first, second, third, other] = ['1', '2', '3', '4'].map((digit) => `ses_${digit.repeat(32)}`) as [
  string,
  string,
  string,
  string,
];
const day = (text: string) => Date.parse(text);
const starts = [
  { id: first, startsAt: day('2027-03-01T10:00Z') },
  { id: second, startsAt: day('2027-03-08T10:00Z') },
  { id: third, startsAt: day('2027-03-15T10:00Z') },
];
/** The event has three sessions; another event has the fourth, on the day of the second. */
const book = {
  named: new Map<string, SessionStart[]>([
    [event, starts],
    ...starts.map((one): [string, SessionStart[]] => [one.id, [one]]),
  ]),
  dated: [...starts, { id: other, startsAt: day('2027-03-08T18:00Z') }],
};
const checked = (filter: Filter): CheckedFilter => {
  const check = checkFilter(filter, new Map([['age', 'number']]));
  if (!check.ok) throw new Error(JSON.stringify(check.errors));
  return check.filter;
};
const bound = (filter: Filter) => bindFilter(checked(filter), Buffer.from('key'), book);
const ann: Participant = {
  ...{ id: `par_${'0'.repeat(32)}`, source: 'api', createdAt: '2027-01-01T00:00:00Z', version: 1 },
  ...{ firstName: 'Ann', variables: { age: 5 } },
};
const isIn = (filter: Filter, facts?: [string, Attendance?][]) =>
  testOf(bound(filter))(ann, facts && new Map(facts.map(([id, attendance]) => [id, attendance])));

const is = (field: string, op: FilterCondition['op'], value: FilterCondition['value']): Filter => ({
  field,
  op,
  value,
});
const registered = (...ids: string[]) => is('registered', 'in', ids);
const not = (filter: Filter): Filter => ({ not: filter });
const all = (...parts: Filter[]): Filter => ({ all: parts });
const any = (...parts: Filter[]): Filter => ({ any: parts });
const attended = is('attendance', 'in', ['attended']);
const there = (share: number): Attendance => ({ state: 'attended', share });

describe('Whether somebody is in a filter about sessions', () => {
  it.each<[string, Filter, [string, Attendance?][], boolean]>([
    ['registered for the session', registered(first), [[first]], true],
    ['registered for another', registered(first), [[second]], false],
    ['registered for one of the event', registered(event), [[third]], true],
    ['registered for none of the event', registered(event), [[other]], false],
    ['registered, and asked for who is not', is('registered', 'notIn', [first]), [[first]], false],
    ['not registered, and asked for', is('registered', 'notIn', [first]), [[second]], true],
    ['registered for nothing that exists', registered(`ses_${'9'.repeat(32)}`), [[first]], false],
    ['not in what does not exist', is('registered', 'notIn', [`ses_${'9'.repeat(32)}`]), [[first]], true],
    [
      'on the dates of any event',
      is('webinarDate', 'between', ['2027-03-08', '2027-03-09']),
      [[other]],
      true,
    ],
    ['on another date', is('webinarDate', 'gt', '2027-03-09'), [[other]], false],
    [
      'of the event on its dates',
      all(registered(event), is('webinarDate', 'gt', '2027-03-09')),
      [[third]],
      true,
    ],
    ['of the event before', all(registered(event), is('webinarDate', 'gt', '2027-03-09')), [[second]], false],
    ['there', all(registered(first), attended), [[first, there(1)]], true],
    ['absent', all(registered(first), attended), [[first, { state: 'absent' }]], false],
    ['there, at another session', all(registered(first), attended), [[first], [second, there(1)]], false],
    ['of whom nobody noted it', all(registered(first), is('attendance', 'in', ['unknown'])), [[first]], true],
    [
      'not registered, and of unknown attendance',
      all(registered(first), is('attendance', 'in', ['unknown'])),
      [],
      false,
    ],
    ['long enough', all(registered(first), is('attendanceShare', 'gt', 0.5)), [[first, there(0.6)]], true],
    ['too short', all(registered(first), is('attendanceShare', 'gt', 0.5)), [[first, there(0.5)]], false],
    ['of no known share', all(registered(first), is('attendanceShare', 'lt', 0.5)), [[first]], false],
    ['not there', all(registered(first), not(attended)), [[first, { state: 'absent' }]], true],
  ])('who is %s', (_, filter, facts, expected) => {
    expect(isIn(filter, facts)).toBe(expected);
  });

  it('is open until registrations are known, unless the person alone decides it', () => {
    const named = is('firstName', 'eq', 'ann');
    const nobody = is('firstName', 'eq', 'bob');
    expect(isIn(registered(first))).toBeUndefined();
    expect(isIn(is('registered', 'notIn', [first]))).toBeUndefined();
    expect(isIn(not(registered(first)))).toBeUndefined();
    expect(isIn(all(named, registered(first)))).toBeUndefined();
    expect(isIn(all(registered(first), nobody))).toBe(false);
    expect(isIn(any(registered(first), named))).toBe(true);
    expect(isIn(any(registered(first), nobody))).toBeUndefined();
    expect(isIn(all(registered(first), attended))).toBeUndefined();
    expect(isIn(registered(`ses_${'9'.repeat(32)}`))).toBe(false);
  });

  it('hangs on a number that is exactly that one, too', () => {
    expect([4, 5].map((age) => isIn(is('variables.age', 'eq', age)))).toEqual([false, true]);
  });
});

describe('What is looked up for a filter', () => {
  const needs = (filter: Filter) => {
    const { ids, dates } = sessionNeeds(checked(filter));
    return { ids: [...ids], dates };
  };

  it('are the sessions that it names, wherever it does', () => {
    expect(needs(any(not(registered(first)), all(registered(event, second))))).toEqual({
      ...{ ids: [first, event, second], dates: undefined },
    });
    expect(needs(is('firstName', 'eq', 'ann'))).toEqual({ ids: [], dates: undefined });
  });

  it('are the dates at which no session is named, from the first to the last', () => {
    const march = is('webinarDate', 'between', ['2027-03-01', '2027-03-08']);
    const span = { from: day('2027-03-01'), below: day('2027-03-08') };
    expect(needs(march).dates).toEqual(span);
    expect(needs(not(march)).dates).toEqual(span);
    expect(needs(any(march, is('webinarDate', 'between', ['2027-04-01', '2027-05-01']))).dates).toEqual({
      ...{ from: span.from, below: day('2027-05-01') },
    });
    expect(needs(any(march, is('webinarDate', 'gt', '2027-02-01'))).dates).toEqual({
      from: day('2027-02-01'),
    });
    expect(needs(any(march, is('webinarDate', 'lt', '2027-02-01'))).dates).toEqual({ below: span.below });
    expect(needs(all(registered(event), march)).dates).toBeUndefined();
  });

  it('are then the registrations in those that match', () => {
    const inMarch = all(registered(event), is('webinarDate', 'gt', '2027-03-02'), not(attended));
    expect([...sessionsIn(bound(inMarch))].sort()).toEqual([first, second, third]);
    expect([...sessionsIn(bound(all(is('webinarDate', 'lt', '2027-03-02'), any(attended))))]).toEqual([
      first,
    ]);
    expect(sessionsIn(bound(is('firstName', 'eq', 'ann'))).size).toBe(0);
  });
});
