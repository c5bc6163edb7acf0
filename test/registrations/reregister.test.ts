import { describe, expect, it } from 'vitest';
import type { FormField } from '../../shared/events/domain/form-field.ts';
import { variablesToFill } from '../../shared/registrations/domain/fill-variables.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { checkAnswers } from '../../shared/registrations/domain/check-answers.ts';
import {
  readFormFields,
  RegistrationRequest,
} from '../../shared/registrations/domain/registration-request.ts';
import { nextRound, reregister } from '../../shared/registrations/domain/reregister.ts';

const before: Registration = {
  ...{ participantId: 'par_1', sessionId: 'ses_1', eventId: 'evt_1', status: 'cancelled', source: 'api' },
  ...{ answers: { a: 1 }, createdAt: '1', linkEpoch: 2, mailRound: 3 },
};
const wanted: Registration = {
  ...before,
  status: 'pending',
  createdAt: '5',
  answers: { b: 2 },
  linkEpoch: 0,
  mailRound: 0,
};

describe('A registration anew', () => {
  it('is as it is wanted, as old as it was, with links and mails of a new round', () => {
    expect(reregister(before, wanted)).toMatchObject({
      ...{
        status: 'pending',
        answers: { b: 2 },
        createdAt: '1',
        returnedAt: '5',
        linkEpoch: 3,
        mailRound: 4,
      },
    });
  });

  it('has nothing left of its former life but its attendance', () => {
    const lived = {
      ...before,
      confirmedAt: '2',
      erasedAt: '3',
      waitsSince: '1',
      seat: true,
      selfAt: '1',
      quiet: true,
    };
    const attendance = { state: 'attended' as const, seconds: 5 };
    const anew = reregister({ ...lived, attendance } as Registration, wanted);
    for (const name of ['confirmedAt', 'erasedAt', 'waitsSince', 'seat', 'selfAt', 'quiet'] as const)
      expect(anew[name], name).toBeUndefined();
    expect(anew.attendance).toEqual(attendance);
  });

  it('voids the links of those merged into it, and begins a round after all of theirs', () => {
    const mergedFrom = { par_2: { linkEpoch: 4, mailRound: 7 }, par_3: { linkEpoch: 1, mailRound: 1 } };
    expect(reregister({ ...before, mergedFrom }, wanted)).toMatchObject({
      mergedFrom: { par_2: { linkEpoch: 0, mailRound: 7 }, par_3: { linkEpoch: 0, mailRound: 1 } },
      mailRound: 8,
    });
    expect([before, { ...before, mailRound: 9, mergedFrom }].map(nextRound)).toEqual([4, 10]);
  });
});

describe('Variables that a form fills', () => {
  const field = (name: string, type: FormField['type'], variable?: string): FormField => ({
    ...{ name, label: name, type, required: false },
    ...(variable !== undefined && { variable }),
  });
  const fields = [field('size', 'number', 'shoeSize'), field('city', 'text', 'city'), field('note', 'text')];

  it.each([
    [{ size: 42, city: 'Ulm', note: 'x', other: 'y' }, {}, { shoeSize: 42, city: 'Ulm' }],
    [{ size: 42, city: 'Ulm' }, { city: 'Bonn' }, { shoeSize: 42 }],
    [{ size: 'large', city: '' }, {}, {}],
    [{ city: 'Ulm' }, { notes: 'x'.repeat(99_980) }, {}],
  ])('are those that the answers %j are values of: %#', (answers, known, filled) => {
    expect(variablesToFill(fields, answers, known)).toEqual(filled);
  });
});

describe('An answer that does not fit', () => {
  const told = (type: FormField['type'], answer: string | number | boolean | undefined, required = false) =>
    checkAnswers(
      {
        form: {
          fields: [{ name: 'a', label: 'A', type, required, ...(type === 'choice' && { choices: ['x'] }) }],
        },
      },
      answer === undefined ? {} : { a: answer },
    ).map(({ code, message }) => `${code}: ${message}`);

  it.each([
    ['number', 'x', 'not-a-number: Please give a number.'],
    ['boolean', 'x', 'not-a-boolean: Please answer with true or false.'],
    ['choice', 'y', 'not-a-choice: Please choose one of the given options.'],
    ['choice', 1, 'not-a-choice: Please choose one of the given options.'],
    ['date', '21.03.2027', 'not-a-date: Please give a date like 2027-03-21.'],
    ['date', 1, 'not-a-date: Please give a date like 2027-03-21.'],
    ['email', 'x', 'email-invalid: This is not an e-mail address.'],
    ['email', 1, 'email-invalid: This is not an e-mail address.'],
    ['text', 1, 'not-a-text: Please give a text.'],
    ['textarea', true, 'not-a-text: Please give a text.'],
  ] as const)('to a field of type %s, %j, is told %s', (type, answer, message) => {
    expect(told(type, answer)).toEqual([message]);
  });

  it.each(['text', 'number', 'boolean', 'choice', 'date', 'email', 'textarea'] as const)(
    'of type %s may be missing only where it is not required',
    (type) => {
      for (const answer of [undefined, '']) {
        expect(told(type, answer, true)).toEqual(['required: Please fill in this field.']);
        expect(told(type, answer)).toEqual([]);
      }
    },
  );

  it('is a box that has to be ticked', () => {
    expect(told('boolean', false, true)).toEqual(['required: Please tick this box.']);
    expect([told('boolean', true, true), told('boolean', false)]).toEqual([[], []]);
  });

  it('is one that the form does not ask for', () => {
    expect(checkAnswers({ form: { fields: [] } }, { a: 1 })).toEqual([
      { field: 'answers.a', code: 'unknown-field', message: 'The form has no such field.' },
    ]);
  });
});

describe('A tick of a form', () => {
  it.each(['true', 'on', '1', 'yes', 'false', '0', ''])('posted as %j', (text) => {
    const fields: FormField[] = [{ name: 'agree', label: 'A', type: 'boolean', required: false }];
    const { body } = readFormFields(new URLSearchParams({ email: 'a@example.com', 'answers.agree': text }), {
      fields,
    }) as { body: { answers: object } };
    expect(body.answers).toEqual(text === '' ? {} : { agree: ['true', 'on', '1', 'yes'].includes(text) });
  });
});

describe('The language of a browser', () => {
  it.each([
    ['de', 'de'],
    ['DE-at', 'de'],
    ['ru-RU', 'ru'],
    ['xx', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (locale, expected) => {
    expect(RegistrationRequest.parse({ email: 'a@example.com', locale }).locale).toBe(expected);
  });
});
