import { describe, expect, it } from 'vitest';
import type { FormField } from '../../shared/events/domain/form-field.ts';
import { normalizePost } from '../../shared/registrations/domain/normalize-post.ts';

const field = (name: string, type: FormField['type']): FormField => ({
  name,
  type,
  label: name,
  required: false,
});
const fields = [
  ...[field('role', 'text'), field('years', 'number'), field('agree', 'boolean')],
  field('tools', 'choices'),
];
const email = 'a@example.com';
const read = (body: object) => normalizePost({ email, ...body }, fields);
const answers = (given: object) => (read({ answers: given }) as { answers: object }).answers;
const consent = (given: unknown) => (read({ consent: given }) as { consent: unknown }).consent;

describe('A post of a form builder', () => {
  it('leaves out what nobody filled in', () => {
    expect(
      read({ firstName: '', lastName: ' ', phone: null, answers: null, utm: '', sessionIds: null }),
    ).toEqual({
      email,
    });
    expect(answers({ role: '', years: null })).toEqual({});
    expect(read({ utm: { source: ' ', medium: 'x' } })).toEqual({ email, utm: { medium: 'x' } });
  });

  it('has an empty address when it has none, so that this is told', () => {
    expect(normalizePost({}, fields)).toEqual({ email: '' });
    expect(normalizePost({ email: null }, fields)).toEqual({ email: '' });
  });

  it('has digits for a number where a text is expected, but not when some of them were lost', () => {
    expect(read({ phone: 4_930_123, utm: { source: 7 } })).toEqual({
      email,
      phone: '4930123',
      utm: { source: '7' },
    });
    expect(read({ phone: 9_007_199_254_740_991 })).toEqual({ email, phone: '9007199254740991' });
    expect(read({ phone: 9_007_199_254_740_992 })).toEqual({ email, phone: 9_007_199_254_740_992 });
    expect(read({ phone: -9_007_199_254_740_992 })).toEqual({ email, phone: -9_007_199_254_740_992 });
    expect(answers({ role: 5 })).toEqual({ role: '5' });
  });

  it('has a list of one for one session, without empty ones', () => {
    expect(read({ sessionIds: 'ses_1' })).toEqual({ email, sessionIds: ['ses_1'] });
    expect(read({ sessionIds: ['ses_1', '', null, 'ses_2'] })).toEqual({
      email,
      sessionIds: ['ses_1', 'ses_2'],
    });
  });

  it('has numbers for their texts, and what is none as it came', () => {
    expect(answers({ years: ' 3.5 ' })).toEqual({ years: 3.5 });
    expect(answers({ years: 3 })).toEqual({ years: 3 });
    expect(answers({ years: 'three' })).toEqual({ years: 'three' });
    expect(answers({ years: 'Infinity' })).toEqual({ years: 'Infinity' });
  });

  it.each([
    ...[true, 'true', ' ON ', 'yes', 1, '1'].map((value) => [value, true] as const),
    ...[false, 'false', 'off', 'No', 0, '0'].map((value) => [value, false] as const),
    ...['maybe', 2, 'toString'].map((value) => [value, value] as const),
  ])('reads the tick %j as %j', (value, tick) => {
    expect(answers({ agree: value })).toEqual({ agree: tick });
    expect(consent({ given: value })).toEqual({ given: tick });
  });

  it.each([
    ['saw', ['saw']],
    [
      ['saw', '', null, ' ', 7],
      ['saw', '7'],
    ],
    [[''], []],
  ])('has %j as the choices %j', (value, choices) => {
    expect(answers({ tools: value })).toEqual({ tools: choices });
  });

  it('has no sign for a letter that was lost on the way, but in the address, which is then refused', () => {
    expect(read({ firstName: 'Zo\ufffd', answers: { role: '\ufffd' } })).toEqual({
      ...{ email, firstName: 'Zo', answers: {} },
    });
    expect(normalizePost({ email: 'zo\ufffd@example.com' }, fields)).toEqual({
      email: 'zo\ufffd@example.com',
    });
  });

  it('keeps what the event does not ask as it came', () => {
    expect(answers({ other: 7 })).toEqual({ other: 7 });
  });

  it('has consent for a tick alone, and what was agreed to for a text', () => {
    expect(consent('on')).toEqual({ given: true });
    expect(consent(false)).toEqual({ given: false });
    expect(consent('I agree')).toEqual({ given: true, text: 'I agree' });
    expect(consent({ given: 'yes', text: 12 })).toEqual({ given: true, text: '12' });
    expect(consent(7)).toBe(7);
  });

  it('is left as it came where it has no fields', () => {
    for (const body of [undefined, null, 'text', [1]]) expect(normalizePost(body, fields)).toEqual(body);
    expect(read({ answers: 'x', utm: 'y' })).toEqual({ email, answers: 'x', utm: 'y' });
  });
});
