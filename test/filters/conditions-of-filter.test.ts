import { describe, expect, it } from 'vitest';
import { checkFilter } from '../../shared/filters/domain/check-filter.ts';
import { conditionsOfFilter } from '../../shared/filters/domain/conditions-of-filter.ts';
import type { Filter } from '../../shared/filters/domain/filter.ts';
import { ExportRequest, rowsKey } from '../../shared/exports/domain/export-job.ts';
import { toldOf } from '../support/told-of.ts';

const is = (
  field: string,
  op: 'eq' | 'in' | 'notIn' | 'exists' | 'gt' | 'between',
  value: string | number | boolean | string[],
): Filter => ({ field, op, value });

describe('The conditions of a filter', () => {
  it('are all of them, however deep, but those of saved ones', () => {
    const filter: Filter = {
      all: [
        is('email', 'eq', 'a'),
        { any: [is('phone', 'eq', '1'), { not: is('company', 'eq', 'c') }] },
        { saved: 'flt_1' },
      ],
    };
    expect(
      conditionsOfFilter(filter)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(['company', 'email', 'phone']);
    expect(conditionsOfFilter({ saved: 'flt_1' })).toEqual([]);
  });
});

describe('A condition that says nothing', () => {
  const session = `ses_${'1'.repeat(32)}`;
  const told = (filter: Filter) => {
    const checked = checkFilter(
      filter,
      new Map([
        ['born', 'date'],
        ['vip', 'boolean'],
        ['age', 'number'],
      ]),
    );
    return checked.ok
      ? checked.filter
      : checked.errors.map(({ field, code, message }) => `${field} ${code}: ${message}`);
  };

  it.each([
    [
      is('registered', 'in', ['x']),
      ['filter.value invalid-value: registered "x": must be the id of a session or an event.'],
    ],
    [
      is('phone', 'eq', 'abc'),
      ['filter.value invalid-value: Phones are compared by their digits: give some.'],
    ],
    [is('email', 'exists', 'x'), ['filter.value invalid-value: email exists: true or false.']],
    [
      is('createdAt', 'between', ['2027-03-01', '2027-03-01']),
      ['filter.value invalid-value: createdAt must begin before it ends.'],
    ],
    [
      is('createdAt', 'between', ['2027-03-01', '2027-03-02', '2027-03-03']),
      [
        'filter.value invalid-value: createdAt must be a list of two: from (inside) and to (outside), each a date like 2027-03-01 or an instant like 2027-03-01T10:00:00Z.',
      ],
    ],
    [
      { all: [is('registered', 'in', [session]), is('attendanceShare', 'gt', 80)] },
      ['filter.all.1.value invalid-value: attendanceShare must be a share from 0 to 1 (0.8 is 80 %).'],
    ],
    [
      is('email', 'eq', ' '),
      [
        'filter.value invalid-value: email must not be empty. To find people without one, use {"op": "exists", "value": false}.',
      ],
    ],
    [is('variables.vip', 'eq', 'yes'), ['filter.value invalid-value: variables.vip must be true or false.']],
    [is('variables.age', 'eq', '5'), ['filter.value invalid-value: variables.age must be a number.']],
    [is('firstName', 'eq', true), ['filter.value invalid-value: firstName must be a text.']],
    [
      is('attendance', 'in', ['attended']),
      [
        'filter.field needs-sessions: attendance says nothing without its sessions: put a "registered" or a "webinarDate" condition beside it in the same "all".',
      ],
    ],
    [
      { not: is('shoe', 'eq', '1') },
      ['filter.not.field unknown-field: There is no field "shoe" to filter by.'],
    ],
    [
      is('variables.born', 'gt', 'soon'),
      [expect.stringContaining('a date like 2027-03-01 or an instant like 2027-03-01T10:00:00Z')],
    ],
  ])('%j is told: %j', (filter, errors) => {
    expect(told(filter)).toEqual(errors);
  });

  it.each([
    ['in', false],
    ['notIn', true],
  ] as const)('registered %s a session is negated: %s', (op, negated) => {
    expect(told(is('registered', op, [session]))).toMatchObject({
      on: 'registered',
      ids: [session],
      negated,
    });
  });
});

describe('A request for an export', () => {
  it.each<[object, string]>([
    [{}, 'taken'],
    [{ ids: [`par_${'1'.repeat(32)}`] }, 'taken'],
    [{ all: true, filter: is('email', 'eq', 'a') }, 'taken'],
    ...[{ all: true }, { filter: is('email', 'eq', 'a') }, { exclude: [] }].map((more): [object, string] => [
      { ids: [`par_${'1'.repeat(32)}`], ...more },
      'ids: name people, or a filter, not both',
    ]),
  ])('%j is told: %s', (request, told) => {
    expect(toldOf(ExportRequest, request)).toBe(told);
  });

  it('is written where it is fetched, a workbook beside it first', () => {
    const job = { id: 'exp_1', key: 'exports/exp_1/people' };
    expect(rowsKey({ ...job, format: 'csv' })).toBe(job.key);
    expect(rowsKey({ ...job, format: 'xlsx' })).toBe('exports/exp_1/work.csv');
  });
});
