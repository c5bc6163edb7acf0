import { describe, expect, it } from 'vitest';
import { countFacets } from '../../shared/filters/domain/facets.ts';
import { redactFilter, redactSelection } from '../../shared/filters/domain/redact-filter.ts';
import type { Filter } from '../../shared/filters/domain/filter.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const ann = { names: (text: string) => text.includes('ann'), isTheirId: (text: string) => text === '@ann' };
const is = (field: string, value: string | number | string[]): Filter => ({ field, op: 'eq', value });
const nobody = 'erased@erased.invalid';

describe('A filter that says something about an erased person', () => {
  it.each<[Filter, Filter]>([
    [is('email', 'ann@example.com'), is('email', nobody)],
    [is('email', 'bo@example.com'), is('email', 'bo@example.com')],
    [is('firstName', ['ann', 'bo']), is('firstName', [nobody, 'bo'])],
    [is('variables.size', 1), is('variables.size', 1)],
    [is('externalId', '@ann'), is('externalId', nobody)],
    [is('externalId', 'ann'), is('externalId', 'ann')],
    [{ not: is('email', 'ann') }, { not: is('email', nobody) }],
    [
      { all: [is('email', 'ann'), { any: [is('email', 'ann')] }] },
      { all: [is('email', nobody), { any: [is('email', nobody)] }] },
    ],
    [{ saved: 'flt_ann' }, { saved: 'flt_ann' }],
  ])('%j becomes %j', (filter, redacted) => {
    expect(redactFilter(filter, ann)).toEqual(redacted);
  });

  it('is forgotten in a selection, but for people who are named by id', () => {
    expect(redactSelection({ ids: ['ann'] }, ann)).toEqual({ ids: ['ann'] });
    expect(redactSelection({ all: true }, ann)).toEqual({ all: true });
    expect(redactSelection({ all: true, filter: is('email', 'ann'), exclude: ['ann', 'bo'] }, ann)).toEqual({
      ...{ all: true, filter: is('email', nobody), exclude: ['bo'] },
    });
  });
});

describe('People counted by their values', () => {
  const person = (more: Partial<Participant>): Participant => ({
    ...{ id: 'par_1', source: 'manual', createdAt: '1', version: 1, email: 'a@example.com' },
    ...more,
  });

  it('are counted once for each value, the most frequent first', () => {
    const facets = countFacets();
    const people = [
      person({ source: 'import', groups: new Set(['a', 'b']) }),
      person({ source: 'import', groups: new Set(['b']), locale: 'de' }),
      person({ groups: new Set(), channel: 'telegram', optedOutAt: '1' }),
    ];
    for (const one of people) facets.add(one);
    expect(facets.count()).toBe(3);
    const { status, source, group, locale, channel, label } = facets.values();
    expect(status).toEqual([
      { value: 'active', count: 2 },
      { value: 'unsubscribed', count: 1 },
    ]);
    expect(source).toEqual([
      { value: 'import', count: 2 },
      { value: 'manual', count: 1 },
    ]);
    expect(group).toEqual([
      { value: 'b', count: 2 },
      { value: 'a', count: 1 },
      { value: null, count: 1 },
    ]);
    expect(locale).toEqual([
      { value: null, count: 2 },
      { value: 'de', count: 1 },
    ]);
    expect(channel.map(({ value }) => value)).toEqual([null, 'telegram']);
    expect(label).toEqual([
      { value: 'imported', count: 2 },
      { value: 'added-by-hand', count: 1 },
      { value: 'unsubscribed', count: 1 },
    ]);
  });

  it('are none before anybody is added', () => {
    expect(Object.values(countFacets().values()).flat()).toEqual([]);
  });
});
