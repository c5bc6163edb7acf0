import { describe, expect, it } from 'vitest';
import {
  checkVariableValue,
  fitTogether,
  GivenValue,
  readVariableValue,
  Variable,
  VariableName,
  VariableValue,
} from '../../shared/variables/domain/variable.ts';

const noNumber = { code: 'not-a-number', message: 'Give a number of at most 15 digits, like 1234.5.' };
const noDate = { code: 'not-a-date', message: 'Give a date like 2027-03-21.' };
const noYesNo = { code: 'not-a-boolean', message: 'Give yes or no.' };
const noText = { code: 'not-a-text', message: 'Give a text of at most 2,000 characters.' };
const unseen = {
  code: 'control-character',
  message:
    'The text holds a control character, which cannot be seen. Empty the field and type the text anew.',
};

describe('A cell or a form field is read as a value', () => {
  it.each([
    ['text', ' two\r\nlines\tand a tab ', { value: 'two\nlines\tand a tab' }],
    ['text', 'e\u0301', { value: 'é' }],
    ['text', 'x'.repeat(2000), { value: 'x'.repeat(2000) }],
    ['text', 'x'.repeat(2001), noText],
    ['text', 'a\u0007b', unseen],
    ['number', ' -1234.5 ', { value: -1234.5 }],
    ['number', '+.5', { value: 0.5 }],
    ['number', '0', { value: 0 }],
    ['number', '9007199254740991', { value: 9_007_199_254_740_991 }],
    ['number', '9007199254740992', noNumber],
    ['number', '1,5', noNumber],
    ['number', '1.', noNumber],
    ['number', '1e3', noNumber],
    ['date', ' 2027-03-21 ', { value: '2027-03-21' }],
    ['date', '2027-02-30', noDate],
    ['date', '21.03.2027', noDate],
    ['boolean', 'yes', { value: true }],
    ['boolean', 'nein', { value: false }],
    ['boolean', 'perhaps', noYesNo],
  ] as const)('of type %s: %j is %j', (type, text, read) => {
    expect(readVariableValue({ type }, text)).toEqual(read);
  });
});

describe('A JSON value', () => {
  const values = ['two', '2027-03-21', 2, true, false] as const;
  it.each([
    ['text', [true, true, false, false, false], noText],
    ['number', [false, false, true, false, false], noNumber],
    ['date', [false, true, false, false, false], noDate],
    ['boolean', [false, false, false, true, true], noYesNo],
  ] as const)('fits type %s or is told why not', (type, fits, fault) => {
    expect(values.map((value) => checkVariableValue({ type }, value))).toEqual(
      values.map((value, n) => (fits[n] ? { value } : fault)),
    );
  });

  it.each([
    ['x'.repeat(2000), true],
    ['x'.repeat(2001), false],
    [1e-100, true],
    [1e-101, false],
    [-1e-101, false],
    [-9_007_199_254_740_991, true],
    [9_007_199_254_740_992, false],
    [0, true],
    [true, true],
    [null, false],
    [[], false],
  ])('can be kept or not: %j', (value, isKept) => {
    expect(VariableValue.safeParse(value).success).toBe(isKept);
    expect(GivenValue.safeParse(value).success).toBe(isKept);
  });

  it('is tidied when somebody enters it', () => {
    expect(GivenValue.parse(' e\u0301 ')).toBe('é');
    expect(GivenValue.parse(`${' '.repeat(9)}${'x'.repeat(2000)}`)).toHaveLength(2000);
  });

  it('of a number that is too long is told', () => {
    expect(JSON.stringify(GivenValue.safeParse(1e20).error?.issues)).toContain(
      'must be a number of at most 15 digits',
    );
  });

  it('fits with the others of a person up to 100,000 bytes', () => {
    const empty = Buffer.byteLength(JSON.stringify({ a: '' }));
    expect(fitTogether({ a: 'x'.repeat(100_000 - empty) })).toBe(true);
    expect(fitTogether({ a: 'x'.repeat(100_001 - empty) })).toBe(false);
    expect(fitTogether({ a: 'ё'.repeat(50_000) })).toBe(false);
  });
});

describe('A variable', () => {
  const faultOf = (name: string) => VariableName.safeParse(name).error?.issues.map(({ message }) => message);
  const form = 'a lower-case letter, then letters, digits and underscores, 50 at most';

  it.each([
    ['a', undefined],
    ['shoeSize_2', undefined],
    [`a${'b'.repeat(49)}`, undefined],
    [`a${'b'.repeat(50)}`, [form]],
    ['Size', [form]],
    ['2nd', [form]],
    ['', [form]],
    ['toString', ['is a word that programs use themselves']],
    ['__proto__', [form]],
  ])('called %s is told %j', (name, fault) => {
    expect(faultOf(name)).toEqual(fault);
  });

  it('has a label of 1 to 100 characters, without the blanks around it', () => {
    const labelled = (label: string) =>
      Variable.safeParse({ name: 'size', type: 'number', label, createdAt: 'now', version: 1 }).data?.label;
    expect([' ', ' Size ', 'x'.repeat(100), 'x'.repeat(101)].map(labelled)).toEqual([
      undefined,
      'Size',
      'x'.repeat(100),
      undefined,
    ]);
  });
});
