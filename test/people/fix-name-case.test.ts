import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixNameCase } from '../../shared/people/domain/fix-name-case.ts';

describe('Fixing the case of a name', () => {
  it.each([
    ['JOHN SMITH', 'John Smith'],
    ['john smith', 'John Smith'],
    ['MCDONALD', 'McDonald'],
    ['mcdonald', 'McDonald'],
    ['LUDWIG VAN BEETHOVEN', 'Ludwig van Beethoven'],
    ['anna von der leyen', 'Anna von der Leyen'],
    ['VAN DER BERG', 'Van der Berg'],
    ['ANNE-MARIE', 'Anne-Marie'],
    ["o'brien", "O'Brien"],
    ['O’BRIEN', 'O’Brien'],
    ['ИВАН ПЕТРОВ-ВОДКИН', 'Иван Петров-Водкин'],
    ['мария', 'Мария'],
    ['ÉLODIE DUPRÉ', 'Élodie Dupré'],
    ['strauß', 'Strauß'],
    ['ΣΟΦΙΑ', 'Σοφια'],
    ['mcx', 'Mcx'],
    ['ǆelal', 'ǅelal'],
    ['ǉiljana', 'ǈiljana'],
    ['ǌegoš', 'ǋegoš'],
    ['ǳena', 'ǲena'],
    ['ßen', 'ẞen'],
    ["it's ann", "It's Ann"],
    ["'anna", "'Anna"],
    ['al-bin', 'Al-Bin'],
    ['Y GASSET', 'Y Gasset'],
    ['JOSÉ Y GASSET', 'José y Gasset'],
    ['ABC', 'Abc'],
    ['T J X', 'T J X'],
    ['tj', 'Tj'],
  ])('%s becomes %s', (typed, fixed) => {
    expect(fixNameCase(typed)).toBe(fixed);
  });

  it.each([
    'McDonald',
    'deLuca',
    'Ludwig van Beethoven',
    'JP',
    'J. R.',
    '李明',
    'محمد',
    '',
    '42',
    'iPhone Anna',
  ])('leaves %s as it is', (name) => {
    expect(fixNameCase(name)).toBe(name);
  });

  it('changes nothing the second time', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string().map((text) => text.toUpperCase()),
    );
    fc.assert(
      fc.property(name, (typed) => {
        const fixed = fixNameCase(typed);
        expect(fixNameCase(fixed)).toBe(fixed);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
