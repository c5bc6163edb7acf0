import { describe, expect, it } from 'vitest';
import type { BoundFilter } from '../../shared/filters/domain/checked-filter.ts';
import { planRead, readPlansOf, type Source } from '../../shared/filters/domain/plan-filter.ts';

const email = (id: string) => ({ on: 'email', id }) as unknown as BoundFilter;
const choice = (field: string, values: string[], negated = false) =>
  ({ on: 'choice', field, values: new Set(values), negated }) as unknown as BoundFilter;
const registered = (sessions: string[], negated = false) =>
  ({ on: 'registered', sessions: new Set(sessions), negated }) as unknown as BoundFilter;
const all = (...parts: BoundFilter[]) => ({ on: 'all', parts }) as BoundFilter;
const any = (...parts: BoundFilter[]) => ({ on: 'any', parts }) as BoundFilter;
const groups = (...names: string[]): Source[] => names.map((group) => ({ group }));
const many = (length: number) => Array.from({ length }, (_, n) => `g${n}`);
const other = choice('source', ['import']);

describe('The lists that hold everybody of a filter', () => {
  it.each<[string, BoundFilter, Source[][]]>([
    ['an address', email('a'), [[{ identity: 'a' }]]],
    ['groups', choice('group', ['a', 'b']), [groups('a', 'b')]],
    ['sessions', registered(['s', 't']), [[{ session: 's' }, { session: 't' }]]],
    ['the black list', choice('status', ['blocked']), [[{ list: 'blocked' }]]],
    ['another status, too', choice('status', ['blocked', 'active']), []],
    ['not these groups', choice('group', ['a'], true), []],
    ['not these sessions', registered(['s'], true), []],
    ['something without a list', other, []],
    ['all of several', all(email('a'), other, choice('group', ['a'])), [[{ identity: 'a' }], groups('a')]],
    [
      'any of several',
      any(choice('group', ['a', 'b']), choice('group', ['b', 'c'])),
      [groups('a', 'b', 'c')],
    ],
    ['any, one of them without a list', any(choice('group', ['a']), other), []],
    [
      'any, each by its shortest',
      any(all(choice('group', ['a', 'b']), registered(['s'])), email('e')),
      [[{ session: 's' }, { identity: 'e' }]],
    ],
    [
      'any, each by an address first',
      any(all(choice('group', ['a']), email('e')), email('f')),
      [[{ identity: 'e' }, { identity: 'f' }]],
    ],
    ['groups of deleted people', all(choice('group', ['a']), choice('status', ['deleted'])), []],
    [
      'groups of blocked people',
      all(choice('group', ['a']), choice('status', ['blocked'])),
      [[{ list: 'blocked' }]],
    ],
    ['120 lists', choice('group', many(120)), [groups(...many(120))]],
    ['more than 120 lists', choice('group', many(121)), []],
  ])('are known of %s', (_, filter, lists) => {
    expect(readPlansOf(filter)).toEqual(lists);
  });
});

describe('The way to read', () => {
  const sizes: Record<string, number> = { a: 500, b: 20, c: 30 };
  const sizeOf = (source: Source) => ('group' in source ? sizes[source.group] : undefined);

  it.each<[Source[][], ReturnType<typeof planRead>]>([
    [[], { by: 'everybody' }],
    [[groups('a'), groups('b', 'c')], { by: 'sources', sources: groups('b', 'c') }],
    [[groups('b', 'c'), groups('b')], { by: 'sources', sources: groups('b') }],
    [
      [groups('b'), [{ identity: 'x' }, { identity: 'y' }]],
      { by: 'sources', sources: [{ identity: 'x' }, { identity: 'y' }] },
    ],
    [[groups('b'), [{ session: 's' }]], { by: 'sources', sources: [{ session: 's' }] }],
  ])('of %j is the one with the fewest people: %j', (ways, plan) => {
    expect(planRead(ways, sizeOf)).toEqual(plan);
  });

  it('is the one with the fewest lists where no sizes are known', () => {
    expect(planRead([groups('a', 'b'), groups('c')])).toEqual({ by: 'sources', sources: groups('c') });
  });
});
