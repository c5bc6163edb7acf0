import { describe, expect, it } from 'vitest';
import { checkFilter } from '../../shared/filters/domain/check-filter.ts';
import type { VariableTypes } from '../../shared/filters/domain/part-context.ts';
import { fieldErrors } from '../../shared/platform/problems/field-errors.ts';
import { DEEPEST_FILTER, Filter, MOST_FILTER_PARTS } from '../../shared/filters/domain/filter.ts';
import { readFlatFilter, searchFilter } from '../../shared/filters/domain/filter-query.ts';
import { bindFilter } from '../../shared/filters/domain/bind-filter.ts';
import { testOf } from '../../shared/filters/domain/match-filter.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const variables: VariableTypes = new Map([
  ['city', 'text'],
  ['age', 'number'],
  ['vip', 'boolean'],
  ['born', 'date'],
]);
const session = `ses_${'1'.repeat(32)}`;
const registered = { field: 'registered', op: 'in', value: [session] };

/** What is wrong with a filter as it comes in a body: `path code` of each error. */
function faultsOf(value: unknown): string[] {
  const parsed = Filter.safeParse(value);
  if (!parsed.success)
    return fieldErrors(parsed.error, 'filter').map(({ field, code }) => `${field} ${code}`);
  const check = checkFilter(parsed.data, variables);
  return check.ok ? [] : check.errors.map(({ field, code }) => `${field} ${code}`);
}

const nested = (levels: number): unknown => {
  let filter: unknown = { field: 'status', op: 'in', value: ['active'] };
  for (let level = 1; level < levels; level += 1) filter = { not: filter };
  return filter;
};

describe('A filter', () => {
  it('says where it is wrong, and how', () => {
    const wrong: [unknown, string][] = [
      [{ field: 'shoeSize', op: 'eq', value: '43' }, 'filter.field unknown-field'],
      [{ field: 'constructor', op: 'eq', value: 'x' }, 'filter.field unknown-field'],
      [{ field: '__proto__', op: 'eq', value: 'x' }, 'filter.field unknown-field'],
      [{ field: 'variables.__proto__', op: 'eq', value: 'x' }, 'filter.field unknown-variable'],
      [{ field: 'variables.constructor', op: 'eq', value: 'x' }, 'filter.field unknown-variable'],
      [{ field: 'variables.shoe', op: 'eq', value: 'x' }, 'filter.field unknown-variable'],
      [{ field: 'email', op: 'in', value: ['a@example.com'] }, 'filter.op unknown-op'],
      [{ field: 'email', op: 'eq', value: 'not an address' }, 'filter.value invalid-value'],
      [{ field: 'email', op: 'eq', value: '' }, 'filter.value invalid-value'],
      [{ field: 'email', op: 'exists', value: 'yes' }, 'filter.value invalid-value'],
      [{ field: 'phone', op: 'contains', value: 'abc' }, 'filter.value invalid-value'],
      [{ field: 'status', op: 'eq', value: 'active' }, 'filter.op unknown-op'],
      [{ field: 'status', op: 'in', value: ['alive'] }, 'filter.value invalid-value'],
      [{ field: 'status', op: 'in', value: [] }, 'filter.value invalid-value'],
      [{ field: 'group', op: 'in', value: ['friends'] }, 'filter.value invalid-value'],
      [{ field: 'createdAt', op: 'lt', value: 'yesterday' }, 'filter.value invalid-value'],
      [
        { field: 'createdAt', op: 'between', value: ['2027-03-02', '2027-03-01'] },
        'filter.value invalid-value',
      ],
      [{ field: 'createdAt', op: 'between', value: '2027-03-02' }, 'filter.value invalid-value'],
      [{ field: 'variables.age', op: 'gt', value: '3' }, 'filter.value invalid-value'],
      [{ field: 'variables.age', op: 'contains', value: '3' }, 'filter.op unknown-op'],
      [{ field: 'variables.vip', op: 'eq', value: 'true' }, 'filter.value invalid-value'],
      [{ field: 'variables.born', op: 'lt', value: 5 }, 'filter.value invalid-value'],
      [{ field: 'attendance', op: 'in', value: ['attended'] }, 'filter.field needs-sessions'],
      [
        { all: [registered, { field: 'attendanceShare', op: 'gt', value: 50 }] },
        'filter.all.1.value invalid-value',
      ],
      [
        { all: [registered, { any: [{ field: 'name', op: 'eq', value: 'x' }] }] },
        'filter.all.1.any.0.field unknown-field',
      ],
      [{ all: [registered, { field: 'email', op: 'is', value: 'x' }] }, 'filter.all.1.op invalid-value'],
      [{ any: [registered, { all: [{ not: {} }] }] }, 'filter.any.1.all.0.not invalid-filter'],
      [{ any: [] }, 'filter.any too-small'],
      [{ all: 'x' }, 'filter.all invalid-type'],
      [{ all: [], any: [] }, 'filter.any unknown-field'],
      [{ not: [] }, 'filter.not invalid-filter'],
      [{}, 'filter invalid-filter'],
      [null, 'filter invalid-filter'],
      ['active', 'filter invalid-filter'],
      [{ saved: 'mine' }, 'filter.saved invalid-format'],
      [{ field: 'email', op: 'is', value: 'x' }, 'filter.op invalid-value'],
      [{ field: 'status', op: 'in', value: Array(101).fill('active') }, 'filter.value invalid-union'],
      [{ field: 'status', op: 'in', value: [['active']] }, 'filter.value invalid-union'],
      [JSON.parse('{"__proto__": {"all": []}, "all": []}'), 'filter.__proto__ unknown-field'],
    ];
    for (const [filter, fault] of wrong) expect(faultsOf(filter), JSON.stringify(filter)).toEqual([fault]);
  });

  it('takes attendance beside the sessions it is about, also from further outside', () => {
    const attended = { field: 'attendance', op: 'in', value: ['attended'] };
    const dated = { field: 'webinarDate', op: 'gt', value: '2027-01-01' };
    expect(faultsOf({ all: [registered, attended] })).toEqual([]);
    // One value is a list of one, here as anywhere.
    const alone = { ...registered, value: session };
    expect(checkFilter(Filter.parse({ all: [alone, attended] }), new Map())).toEqual(
      checkFilter(Filter.parse({ all: [registered, attended] }), new Map()),
    );
    expect(faultsOf({ all: [dated, { any: [attended, { not: attended }] }] })).toEqual([]);
    expect(faultsOf({ all: [{ field: 'registered', op: 'notIn', value: [session] }, attended] })).toEqual([
      'filter.all.1.field needs-sessions',
    ]);
    expect(faultsOf({ any: [registered, attended] })).toEqual(['filter.any.1.field needs-sessions']);
    expect(faultsOf({ all: [{ any: [registered] }, attended] })).toEqual([
      'filter.all.1.field needs-sessions',
    ]);
  });

  it('is refused when it is too deep or too large, without coming to the end of the stack', () => {
    expect(faultsOf(nested(DEEPEST_FILTER))).toEqual([]);
    for (const levels of [DEEPEST_FILTER + 1, 1_000, 1_000_000])
      expect(faultsOf(nested(levels)), String(levels)).toEqual(['filter too-large']);
    let list: unknown = registered;
    for (let level = 0; level < 100_000; level += 1) list = { all: [list] };
    expect(faultsOf(list)).toEqual(['filter too-large']);
    const wide = (parts: number) => ({ any: Array.from({ length: parts }, () => registered) });
    expect(faultsOf(wide(MOST_FILTER_PARTS - 1))).toEqual([]);
    expect(faultsOf(wide(MOST_FILTER_PARTS))).toEqual(['filter too-large']);
    expect(faultsOf(wide(1_000_000))).toEqual(['filter too-large']);
    let value: unknown = [];
    for (let level = 0; level < 100_000; level += 1) value = [value];
    expect(faultsOf({ field: 'status', op: 'in', value })).toEqual(['filter.value invalid-union']);
  });
});

const person: Participant = {
  id: `par_${'0'.repeat(32)}`,
  email: 'Ann.Lee@xn--bcher-kva.example',
  firstName: 'Ann',
  lastName: 'Straße',
  phone: '+49 (30) 12-34',
  channel: 'other',
  externalId: 'AbC',
  source: 'api',
  createdAt: '2027-03-01T00:00:00.000Z',
  variables: { city: 'Zu\u0308rich', age: 0, vip: false, born: '2000-02-29' },
  version: 1,
};
const isIn = (filter: Filter, one: Participant = person): boolean | undefined => {
  const check = checkFilter(filter, variables);
  if (!check.ok) throw new Error(JSON.stringify(check.errors));
  return testOf(bindFilter(check.filter, Buffer.from('key'), { named: new Map(), dated: [] }))(
    one,
    new Map(),
  );
};
const flat = (query: Record<string, string>) => readFlatFilter(query, variables);

describe('Texts, numbers and dates', () => {
  it('are compared as people mean them', () => {
    const yes: Filter[] = [
      { field: 'lastName', op: 'eq', value: 'STRASSE' },
      { field: 'lastName', op: 'startsWith', value: 'stras' },
      { field: 'variables.city', op: 'eq', value: 'ZÜRICH' },
      { field: 'variables.city', op: 'eq', value: 'zurich' },
      { field: 'email', op: 'eq', value: ' ann.LEE@bücher.example ' },
      { field: 'phone', op: 'contains', value: '30 1234' },
      { field: 'externalId', op: 'eq', value: ' AbC' },
      { field: 'externalId', op: 'contains', value: 'abc' },
      { field: 'company', op: 'exists', value: false },
      { field: 'variables.age', op: 'lt', value: 1 },
      { field: 'variables.age', op: 'exists', value: true },
      { field: 'variables.vip', op: 'eq', value: false },
      { field: 'variables.born', op: 'between', value: ['2000-02-29', '2000-03-01'] },
      { field: 'createdAt', op: 'between', value: ['2027-03-01', '2027-03-02'] },
      { field: 'createdAt', op: 'gt', value: '2027-03-01T00:59:59+01:00' },
      { all: [] },
    ];
    for (const filter of yes) expect(isIn(filter), JSON.stringify(filter)).toBe(true);
    const no: Filter[] = [
      { field: 'createdAt', op: 'between', value: ['2027-02-01', '2027-03-01'] },
      { field: 'createdAt', op: 'gt', value: '2027-03-01' },
      { field: 'createdAt', op: 'lt', value: '2027-03-01' },
      { field: 'lastSeenAt', op: 'lt', value: '2100-01-01' },
      { field: 'company', op: 'contains', value: 'a' },
      { field: 'externalId', op: 'eq', value: 'abc' },
      { field: 'externalId', op: 'eq', value: 'ABC' },
    ];
    for (const filter of no) expect(isIn(filter), JSON.stringify(filter)).toBe(false);
  });

  it('of deleted people are looked at only where their status is asked for', () => {
    const deleted = { ...person, deletedAt: '2027-03-02T00:00:00.000Z' };
    const status = (value: string[], op: 'in' | 'notIn' = 'in'): Filter => ({ field: 'status', op, value });
    expect(isIn({ all: [] }, deleted)).toBe(false);
    expect(isIn(status(['active'], 'notIn'), deleted)).toBe(false);
    expect(isIn(status(['deleted']), deleted)).toBe(true);
    expect(
      isIn({ any: [status(['deleted']), { field: 'firstName', op: 'eq', value: 'ann' }] }, deleted),
    ).toBe(true);
    // The black list shows whom it blocks, deleted or not.
    expect(isIn(status(['blocked']), { ...deleted, blockedAt: deleted.deletedAt })).toBe(true);
    expect(isIn({ all: [] }, { ...deleted, blockedAt: deleted.deletedAt })).toBe(false);
  });
});

describe('The flat form of a filter', () => {
  it('means any of what stands between commas and all of the parameters', () => {
    const { filter, parameters, errors } = flat({
      status: 'active,bounced',
      'utm.source': 'vk',
      'firstName.contains': 'an,bo',
      'createdAt.between': '2027-01-01,2027-02-01',
      'variables.age': '3',
      'variables.age.gt': '2',
      'variables.vip': 'true',
      'company.exists': 'false',
    });
    expect(errors).toEqual([]);
    expect(filter.all).toEqual([
      { field: 'status', op: 'in', value: ['active', 'bounced'] },
      { field: 'utm.source', op: 'eq', value: 'vk' },
      {
        any: [
          { field: 'firstName', op: 'contains', value: 'an' },
          { field: 'firstName', op: 'contains', value: 'bo' },
        ],
      },
      { field: 'createdAt', op: 'between', value: ['2027-01-01', '2027-02-01'] },
      { field: 'variables.age', op: 'eq', value: 3 },
      { field: 'variables.age', op: 'gt', value: 2 },
      { field: 'variables.vip', op: 'eq', value: true },
      { field: 'company', op: 'exists', value: false },
    ]);
    expect(parameters).toHaveLength(8);
    expect(checkFilter(filter, variables).ok).toBe(true);
  });

  it('takes nothing for a number, and words for no other thing than they are', () => {
    const valueOf = (name: string, text: string) => flat({ [name]: text }).filter.all;
    const is = (field: string, op: string, value: unknown) => [{ field, op, value }];
    expect(valueOf('variables.age', '')).toEqual(is('variables.age', 'eq', ''));
    expect(valueOf('variables.age', 'five')).toEqual(is('variables.age', 'eq', 'five'));
    expect(valueOf('variables.city', '5')).toEqual(is('variables.city', 'eq', '5'));
    expect(valueOf('variables.vip', 'yes')).toEqual(is('variables.vip', 'eq', 'yes'));
    expect(valueOf('attendanceShare.gt', '0.5')).toEqual(is('attendanceShare', 'gt', 0.5));
    expect(valueOf('registered', 'a,b')).toEqual(is('registered', 'in', ['a', 'b']));
  });

  it('refuses what it does not know', () => {
    for (const name of [
      'shoe',
      'email.is',
      'utm',
      'utm.x',
      '__proto__',
      'toString',
      'variables.',
      'variables.a-b',
      '.eq',
    ])
      expect(flat(Object.fromEntries([[name, 'x']])).errors, name).toMatchObject([
        { field: name, code: 'unknown-field' },
      ]);
  });

  it('searches for every word in names, address, phone and company', () => {
    expect(isIn(searchFilter('lee STRASS'))).toBe(true);
    expect(isIn(searchFilter('ann +49 (30) 1234'))).toBe(true);
    expect(isIn(searchFilter('ann nobody'))).toBe(false);
    expect(isIn(searchFilter('  '))).toBe(true);
  });
});
