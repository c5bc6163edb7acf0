import { describe, expect, it } from 'vitest';
import { historyOfRow, isOfImport, keptMark, markBefore } from '../../shared/imports/domain/import-marks.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const person = (more: Partial<Participant> = {}): Participant => ({
  ...{ id: `par_${'1'.repeat(32)}`, source: 'import', createdAt: '2027-01-01', version: 7 },
  ...more,
});
const mark = (importId: string, more: object = {}) => ({
  importId,
  line: 2,
  outcome: 'updated' as const,
  ...more,
});

describe('The mark of an import', () => {
  it('is followed, when it is taken back, by the one before it, which stands for the person as they then are', () => {
    const former = [mark('b', { version: 3 }), mark('a')];
    expect(markBefore(person(), mark('c', { former }))).toEqual({
      ...mark('b'),
      version: 8,
      former: [mark('a')],
    });
    expect(markBefore(person(), mark('c', { former: [mark('b')] }))).toEqual(mark('b'));
    expect(markBefore(person(), mark('c'))).toBeUndefined();
  });

  it('stays valid through a wish that a file brings, where nobody has touched the person since', () => {
    const kept = (importMark: object | undefined) =>
      keptMark(person(importMark && { importMark: mark('a', importMark) }));
    expect(kept({ version: 7 })).toEqual(mark('a', { version: 8 }));
    expect(kept({ version: 6, reverted: true })).toEqual(mark('a', { version: 7, reverted: true }));
    for (const other of [undefined, {}, { version: 6 }, { version: 8 }, { version: 7, reverted: true }])
      expect(kept(other)).toBeUndefined();
  });

  it('tells whose imports made or changed the person', () => {
    const marked = person({ createdBy: 'a', importMark: mark('c', { former: [mark('b')] }) });
    expect(['a', 'b', 'c', 'd'].map((id) => isOfImport(marked, id))).toEqual([true, true, true, false]);
    expect(isOfImport(person(), 'a')).toBe(false);
  });
});

describe('The history of a row', () => {
  it.each([
    [{}, false, {}],
    [{ firstName: 'Ann', phone: null }, false, { changed: ['firstName', 'phone'] }],
    [{ groups: ['a'] }, false, { groups: ['a'] }],
    [{ groups: 'a' }, true, { optedOut: true }],
    [{ firstName: 'Ann', groups: [] }, true, { changed: ['firstName'], groups: [], optedOut: true }],
  ])('that replaced %j, and opted out: %s, tells %j', (before, optedOut, told) => {
    expect(historyOfRow(before, optedOut)).toEqual(told);
  });
});
