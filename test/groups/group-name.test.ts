import { expect, it } from 'vitest';
import { foldGroupName, GroupName, MOST_GROUPS, tooManyGroups } from '../../shared/groups/domain/group.ts';
import { takenOf, toldOf } from '../support/told-of.ts';

it('a group has a name of 1 to 100 signs, of one line', () => {
  expect(takenOf(GroupName, [0, 1, 100, 101], (length) => 'x'.repeat(length))).toEqual([1, 100]);
  expect(toldOf(GroupName, 'a\tb')).toBe(': must not contain control characters');
  expect(GroupName.parse(' e\u0301 ')).toBe('é');
});

it('a group has no name that folds to more than 800 bytes', () => {
  // Folds to eighteen letters, of 33 bytes.
  expect(Buffer.byteLength(foldGroupName('ﷺ'))).toBe(33);
  expect(toldOf(GroupName, `${'ﷺ'.repeat(24)}${'x'.repeat(8)}`)).toBe('taken');
  expect(toldOf(GroupName, `${'ﷺ'.repeat(24)}${'x'.repeat(9)}`)).toBe(': is too long');
});

it('groups have one name where they differ in case, form or blanks only', () => {
  expect([' VIP ', 'ｖｉｐ', 'vip'].map(foldGroupName)).toEqual(['vip', 'vip', 'vip']);
});

it('a person is in 50 groups at most, and a file is told so', () => {
  expect(MOST_GROUPS).toBe(50);
  expect(tooManyGroups).toEqual({
    code: 'too-many-groups',
    message: 'A person can be in 50 groups at most.',
  });
});
