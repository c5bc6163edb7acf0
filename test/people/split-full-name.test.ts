import { expect, it } from 'vitest';
import { splitFullName } from '../../shared/people/domain/split-full-name.ts';

it.each([
  ['Ann Lee', false, 'Ann', 'Lee'],
  ['  Ann   Maria Lee ', false, 'Ann', 'Maria Lee'],
  ['Lee , Ann Maria', false, 'Ann Maria', 'Lee'],
  ['Lee, Ann', true, 'Ann', 'Lee'],
  ['Иванова Анна Петровна', true, 'Анна Петровна', 'Иванова'],
  ['Ann', false, 'Ann', ''],
  ['Ann', true, 'Ann', ''],
  ['', false, '', ''],
] as const)('%j (family first: %j) is %j and %j', (text, familyFirst, firstName, lastName) => {
  expect(splitFullName(text, familyFirst)).toEqual({ firstName, lastName });
});

it('has the first name first unless told', () => {
  expect(splitFullName('Ann Lee')).toEqual({ firstName: 'Ann', lastName: 'Lee' });
});
