import { describe, expect, it } from 'vitest';
import { EventDraft } from '../../shared/events/domain/event-draft.ts';
import type { FormField } from '../../shared/events/domain/form-field.ts';
import { fieldErrors } from '../../shared/platform/problems/field-errors.ts';
import { checkAnswers } from '../../shared/registrations/domain/check-answers.ts';
import {
  readFormFields,
  RegistrationRequest,
} from '../../shared/registrations/domain/registration-request.ts';

const fields = (...some: object[]): FormField[] =>
  EventDraft.parse({ title: 'T', timeZone: 'UTC', form: { fields: some } }).form.fields;
const session = (digit: string) => `ses_${digit.repeat(32)}`;
const errorsOf = (text: string) => {
  const parsed = RegistrationRequest.safeParse(JSON.parse(text));
  return parsed.success ? [] : fieldErrors(parsed.error).map(({ field, code }) => [field, code]);
};

describe('A JSON post', () => {
  it('is read with everything it may say', () => {
    const request = RegistrationRequest.parse({
      email: ' Ann@Example.com',
      firstName: ' Ann ',
      phone: '+49 30 123',
      answers: { role: 'dev', years: 3, agree: true },
      sessionIds: [session('a'), session('b'), session('a')],
      utm: { source: 'vk' },
      locale: 'de',
      timeZone: 'Europe/Berlin',
      consent: { given: true, text: 'Yes' },
    });
    expect(request).toMatchObject({
      email: { address: 'Ann@example.com', key: 'ann@example.com' },
      firstName: 'Ann',
      answers: { role: 'dev', years: 3, agree: true },
      sessionIds: [session('a'), session('b')],
    });
  });

  it.each([
    ['a misspelt field', '{"email":"a@example.com","fistName":"A"}', ['fistName', 'unknown-field']],
    ['a status', '{"email":"a@example.com","status":"registered"}', ['status', 'unknown-field']],
    ['a role', '{"email":"a@example.com","role":"admin"}', ['role', 'unknown-field']],
    ['a creation time', '{"email":"a@example.com","createdAt":"2020"}', ['createdAt', 'unknown-field']],
    ['a key of the table', '{"email":"a@example.com","pk":"X"}', ['pk', 'unknown-field']],
    ['an opt-out', '{"email":"a@example.com","optedOutAt":null}', ['optedOutAt', 'unknown-field']],
    ['a prototype', '{"email":"a@example.com","__proto__":{"role":"admin"}}', ['__proto__', 'unknown-field']],
    ['a constructor', '{"email":"a@example.com","constructor":{}}', ['constructor', 'unknown-field']],
    ['a nested stranger', '{"email":"a@example.com","utm":{"id":"x"}}', ['utm.id', 'unknown-field']],
    ['no address', '{}', ['email', 'invalid-type']],
    ['an empty address', '{"email":" "}', ['email', 'email-missing']],
    ['two addresses', '{"email":"a@example.com,b@example.com"}', ['email', 'email-invalid']],
    ['a list of addresses', '{"email":["a@example.com"]}', ['email', 'invalid-type']],
    [
      'a line break in a name',
      '{"email":"a@example.com","firstName":"E\\r\\nBcc: v@x"}',
      ['firstName', 'invalid-format'],
    ],
    [
      'a name too long',
      `{"email":"a@example.com","firstName":"${'x'.repeat(101)}"}`,
      ['firstName', 'too-big'],
    ],
    [
      'an object as an answer',
      '{"email":"a@example.com","answers":{"a":{"b":1}}}',
      ['answers.a', 'invalid-union'],
    ],
    [
      'a foreign session id',
      '{"email":"a@example.com","sessionIds":["x"]}',
      ['sessionIds.0', 'invalid-format'],
    ],
    [
      'a number that no table holds',
      '{"email":"a@example.com","answers":{"n":1e300}}',
      ['answers.n', 'out-of-range'],
    ],
    [
      'a number too small to hold',
      '{"email":"a@example.com","answers":{"n":1e-200}}',
      ['answers.n', 'out-of-range'],
    ],
  ])('is refused for %s', (_, text, error) => {
    expect(errorsOf(text)).toContainEqual(error);
    expect(({} as Record<string, unknown>)['role']).toBeUndefined();
  });

  it('may name ten sessions and no more', () => {
    const ids = Array.from({ length: 11 }, (_, n) => `ses_${String(n).padStart(32, '0')}`);
    const read = (sessionIds: string[]) =>
      RegistrationRequest.safeParse({ email: 'a@example.com', sessionIds }).success;
    expect([read(ids.slice(0, 10)), read(ids)]).toEqual([true, false]);
  });
});

describe('A form post', () => {
  const read = (form: string, some: FormField[] = []) =>
    readFormFields(new URLSearchParams(form), { fields: some });

  it('becomes the JSON shape', () => {
    const form =
      'email=ann%40example.com&firstName=Ann&utm_source=vk&utm_campaign=c&consent=I+agree' +
      `&sessionIds=${session('a')}&sessionIds=${session('b')}&sessionIds=` +
      '&answers.role=dev&answers.years=3&answers.agree=on&website=';
    const { body, ignored } = read(
      form,
      fields(
        { name: 'role', label: 'Role', type: 'text' },
        { name: 'years', label: 'Years', type: 'number' },
        { name: 'agree', label: 'Agree', type: 'boolean' },
        { name: 'left', label: 'Left out', type: 'text' },
      ),
    );
    expect(body).toEqual({
      email: 'ann@example.com',
      firstName: 'Ann',
      utm: { source: 'vk', campaign: 'c' },
      consent: { given: true, text: 'I agree' },
      sessionIds: [session('a'), session('b')],
      answers: { role: 'dev', years: 3, agree: true },
    });
    expect(ignored).toBe(0);
    expect(RegistrationRequest.safeParse(body).success).toBe(true);
  });

  it('takes empty fields for fields left out', () => {
    expect(
      read('email=+&firstName=&utm_source=&answers.a=+', fields({ name: 'a', label: 'A', type: 'text' }))
        .body,
    ).toEqual({
      sessionIds: [],
      answers: {},
    });
  });

  it('ignores and counts what it does not know: buttons, fbclid, captchas, and what nobody may set', () => {
    const { body, ignored } = read(
      'email=a%40example.com&submit=Go&fbclid=1&fbclid=2&h-captcha-response=x&status=registered&role=admin&createdAt=1' +
        '&__proto__=x&constructor=y&toString=z&answers.__proto__=x&answers.ghost=y&utm_id=7',
    );
    expect(ignored).toBe(12);
    expect(body).toEqual({ email: 'a@example.com', sessionIds: [], answers: {} });
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });

  it('keeps where somebody came from: the click, and the page without what its address says of them', () => {
    const read = (query: string) => {
      const { body, ignored } = readFormFields(new URLSearchParams(`email=a@example.com&${query}`), {
        fields: [],
      });
      const { gclid, referrer } = RegistrationRequest.parse(body);
      return { gclid, referrer, ignored };
    };
    expect(
      read('gclid=Cj0-x_y.z&referrer=https://www.example.com/blog/1?email=a@b.example%23top&embed=1'),
    ).toEqual({
      ...{ gclid: 'Cj0-x_y.z', referrer: 'https://www.example.com/blog/1', ignored: 0 },
    });
    // Nobody is turned away for what a link had in it.
    for (const referrer of [
      'javascript:alert(1)',
      'about:blank',
      'nothing',
      `https://a.example/${'x'.repeat(9_000)}`,
    ])
      expect(read(`gclid=%3Cb%3E&referrer=${referrer}`)).toEqual({ ignored: 0 });
  });

  it('leaves a number that is none to be told so, not to be guessed', () => {
    const some = fields({ name: 'years', label: 'Years', type: 'number' });
    const { body } = read('answers.years=3+or+so', some);
    const answers = (body as { answers: Record<string, string> }).answers;
    expect(checkAnswers({ form: { fields: some } }, answers)).toMatchObject([{ code: 'not-a-number' }]);
  });

  it('keeps what a robot wrote into the trap', () => {
    expect(read('email=a%40example.com&website=http%3A%2F%2Fspam').body).toMatchObject({
      website: 'http://spam',
    });
  });
});

describe('Answers', () => {
  const field = (type: string, more: object = {}) =>
    fields({ name: 'a', label: 'A', type, ...(type === 'choice' && { choices: ['x', 'y'] }), ...more });
  const codes = (form: FormField[], answers: Record<string, string | number | boolean>) =>
    checkAnswers({ form: { fields: form } }, answers).map(({ code }) => code);

  it.each<[string, unknown, string[]]>([
    ['text', 'x', []],
    ['text', 1, ['not-a-text']],
    ['textarea', 'x\ny', []],
    ['textarea', true, ['not-a-text']],
    ['number', 0, []],
    ['number', '1', ['not-a-number']],
    ['boolean', false, []],
    ['boolean', 'true', ['not-a-boolean']],
    ['choice', 'y', []],
    ['choice', 'z', ['not-a-choice']],
    ['choice', 'constructor', ['not-a-choice']],
    ['date', '2028-02-29', []],
    ['date', '2027-02-29', ['not-a-date']],
    ['date', '1.2.2027', ['not-a-date']],
    ['email', 'b@example.com', []],
    ['email', 'b@', ['email-invalid']],
  ])('to a %s question: %j gives %j', (type, answer, expected) => {
    expect(codes(field(type), { a: answer as string })).toEqual(expected);
  });

  it('are asked for where they are required, and a required box must be ticked', () => {
    expect(codes(field('text', { required: true }), {})).toEqual(['required']);
    expect(codes(field('text', { required: true }), { a: '' })).toEqual(['required']);
    expect(codes(field('boolean', { required: true }), { a: false })).toEqual(['required']);
    expect(codes(field('number', { required: true }), { a: 0 })).toEqual([]);
    expect(codes(field('text'), {})).toEqual([]);
  });

  it('to questions that do not exist are refused', () => {
    expect(checkAnswers({ form: { fields: field('text') } }, { b: 'x' })).toMatchObject([
      { field: 'answers.b', code: 'unknown-field' },
    ]);
  });

  it('belong to no question that is called like something every object has', () => {
    for (const name of ['constructor', 'toString', 'valueOf', 'hasOwnProperty'])
      expect(() => fields({ name, label: 'A', type: 'text' }), name).toThrow('is a word that programs use');
  });
});
