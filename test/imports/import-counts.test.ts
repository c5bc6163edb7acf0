import { describe, expect, it } from 'vitest';
import type { ImportColumn } from '../../shared/imports/domain/import-columns.ts';
import {
  addCounts,
  addNotes,
  addNotTaken,
  ignoredCells,
  noCounts,
} from '../../shared/imports/domain/import-job.ts';
import { beforeMark, revertOf } from '../../shared/imports/domain/revert-row.ts';
import { refusalInChannel, refusalToCreate } from '../../shared/imports/domain/skip-reasons.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';

const ids = ['1', '2'].map((digit) => `par_${digit.repeat(32)}`) as [string, string];
const ann: Participant = {
  ...{ id: ids[0], source: 'import', createdAt: '2027-01-01', version: 4 },
  ...{ firstName: 'Ann', variables: { size: 2, city: 'Ulm' }, groups: new Set(['a', 'b']) },
};
const by = { at: 'now', by: 'ben' };

describe('The counts of an import', () => {
  it('begin at nothing and add up, each for itself', () => {
    expect(Object.values(noCounts)).toEqual([0, 0, 0, 0, 0, 0]);
    const some = { read: 1, created: 2, updated: 3, unchanged: 4, skipped: 5, failed: 6 };
    expect(addCounts(some, some)).toEqual({
      read: 2,
      created: 4,
      updated: 6,
      unchanged: 8,
      skipped: 10,
      failed: 12,
    });
    expect(addCounts(some, noCounts)).toEqual(some);
  });

  it('have notes by their words, and of cells that nobody took', () => {
    expect(addNotes(undefined, [{}, { notes: [] }])).toBeUndefined();
    expect(addNotes(undefined, [{ notes: ['phone-cut', 'a'] }, { notes: ['a'] }], 1)).toEqual({
      ...{ 'cells-ignored': 1, 'phone-cut': 1, a: 2 },
    });
    expect(addNotes({ 'cells-ignored': 2, a: 1 }, [{ notes: ['a'] }], 3)).toEqual({
      'cells-ignored': 5,
      a: 2,
    });
    expect(addNotes({ a: 1 }, [], 0)).toEqual({ a: 1 });
  });

  it('say of each column how many cells were not taken, and how many of them the file lost', () => {
    const columns = [
      { name: 'x', meaning: 'ignored' },
      { name: 'y', meaning: 'read-only', notTaken: 2 },
      { name: 'z', meaning: 'email' },
    ] as ImportColumn[];
    expect(addNotTaken(columns, [3, 1])).toEqual([
      { ...columns[0], notTaken: 3 },
      { ...columns[1], notTaken: 3 },
      columns[2],
    ]);
    expect(addNotTaken(columns, [0, 0, 0])).toEqual(columns);
    expect(ignoredCells(columns, [3, 1, 5])).toBe(3);
    expect(ignoredCells(columns, [])).toBe(0);
  });
});

describe('A row that is taken back', () => {
  const mark = { importId: 'i', line: 2, outcome: 'updated' as const };

  it('deletes whom it made, who may be made again', () => {
    const made = { ...mark, outcome: 'created' as const };
    expect(revertOf(ann, made, by)).toEqual({
      patch: {
        set: { deletedAt: 'now', deletedBy: 'ben', importMark: { ...made, reverted: true } },
        remove: ['groups'],
      },
      leave: ['a', 'b'],
    });
    expect(revertOf({ ...ann, groups: undefined }, made, by).leave).toEqual([]);
  });

  it.each([
    [{}, { set: {}, remove: ['importMark'] }, []],
    [{ firstName: 'Anna' }, { set: { firstName: 'Anna' }, remove: ['importMark'] }, []],
    [{ firstName: null }, { set: {}, remove: ['importMark', 'firstName'] }, []],
    [
      { 'variables.size': 1, 'variables.city': null },
      { set: { variables: { size: 1 } }, remove: ['importMark'] },
      [],
    ],
    [
      { 'variables.size': null, 'variables.city': null },
      { set: {}, remove: ['importMark', 'variables'] },
      [],
    ],
    [{ groups: ['a'] }, { set: { groups: new Set(['b']) }, remove: ['importMark'] }, ['a']],
    [{ groups: ['a', 'b'] }, { set: {}, remove: ['importMark', 'groups'] }, ['a', 'b']],
  ])('gives back what it replaced: %j', (before, patch, leave) => {
    expect(revertOf(ann, { ...mark, before }, by)).toEqual({ patch, leave });
  });

  it('puts the mark before it back, and shows the person as they were', () => {
    const former = [{ ...mark, importId: 'h' }];
    expect(revertOf(ann, { ...mark, former }, by).patch).toEqual({
      set: { importMark: former[0] },
      remove: [],
    });
    const before = beforeMark(ann, {
      ...mark,
      before: { firstName: null, 'variables.size': 1, groups: ['a'] },
    });
    expect(before).toEqual({
      ...{ id: ann.id, source: 'import', createdAt: '2027-01-01', version: 4 },
      ...{ variables: { size: 1, city: 'Ulm' }, groups: new Set(['b']) },
    });
  });
});

describe('A row is not taken', () => {
  const withAddress = { email: { address: 'a@example.com', key: 'a@example.com' } };

  it.each([
    [{}, 'update', 'skipped unknown-person'],
    [withAddress, 'update', 'skipped unknown-person'],
    [withAddress, 'create', 'taken'],
    [{ inChannel: { channel: 'sms', externalId: '1' } }, 'create', 'taken'],
    [{}, 'create', 'failed unknown-id'],
  ])('where nobody is there: %j to %s is %s', (row, mode, told) => {
    const refusal = refusalToCreate(row as never, mode as never);
    expect(refusal ? `${refusal.outcome} ${refusal.why.code}` : 'taken').toBe(told);
  });

  it.each([
    [undefined, 'taken'],
    [{ id: ids[1] }, 'taken'],
    [{ id: ids[0], found: { kind: 'person', person: ann } }, 'taken'],
    [{ id: ids[1], found: { kind: 'erased' } }, 'skipped erased'],
    [{ id: ids[1], found: { kind: 'person', person: ann } }, 'failed two-people'],
    [{ id: ids[1], found: { kind: 'person', person: { ...ann, blockedAt: '1' } } }, 'skipped blocked'],
  ])('where its channel is somebody else’s: %j is %s', (inChannel, told) => {
    const refusal = refusalInChannel(ids[0], inChannel as never);
    expect(refusal ? `${refusal.outcome} ${refusal.why.code}` : 'taken').toBe(told);
  });
});
