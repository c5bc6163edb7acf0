import type { EventForm } from '../../events/domain/event-form.ts';
import { shownFields } from '../../events/domain/form-condition.ts';
import type { FormField } from '../../events/domain/form-field.ts';
import * as z from 'zod';
import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import type { FieldError } from '../../platform/problems/refusal.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import type { GivenAnswer, GivenAnswers } from './registration.ts';

interface Asking {
  form: Pick<EventForm, 'fields'>;
}

// A field may be called `constructor`: only what was really answered counts.
const readerOf = (answers: GivenAnswers) => (name: string) =>
  Object.hasOwn(answers, name) ? answers[name] : undefined;

/** The answers to the questions that are asked of somebody who gives these: the others are nobody's concern. */
export function answersAsked({ form }: Asking, answers: GivenAnswers): GivenAnswers {
  const answerTo = readerOf(answers);
  const asked = new Set(shownFields(form.fields, answerTo).map(({ name }) => name));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => asked.has(name)));
}

/** Checks the answers against the event's form: of questions that are not asked, none is required, and any will do. */
export function checkAnswers({ form }: Asking, answers: GivenAnswers): FieldError[] {
  const names = new Set(form.fields.map((field) => field.name));
  const unknown = Object.keys(answers)
    .filter((name) => !names.has(name))
    .map((name) => ({
      field: `answers.${name}`,
      code: 'unknown-field' as const,
      message: 'The form has no such field.',
    }));
  const answerTo = readerOf(answers);
  const asked = shownFields(form.fields, answerTo);
  return [...unknown, ...asked.flatMap((field) => checkAnswer(field, answerTo(field.name)))];
}

function checkAnswer(field: FormField, answer: GivenAnswer | undefined): FieldError[] {
  const error = (code: FieldErrorCode, message: string): FieldError[] => [
    { field: `answers.${field.name}`, code, message },
  ];
  if (answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0))
    return field.required ? error('required', 'Please fill in this field.') : [];
  switch (field.type) {
    case 'number':
      return typeof answer === 'number' ? [] : error('not-a-number', 'Please give a number.');
    case 'boolean':
      if (typeof answer !== 'boolean') return error('not-a-boolean', 'Please answer with true or false.');
      return field.required && !answer ? error('required', 'Please tick this box.') : [];
    case 'choice':
      return typeof answer === 'string' && field.choices?.includes(answer)
        ? []
        : error('not-a-choice', 'Please choose one of the given options.');
    case 'choices':
      return Array.isArray(answer) && answer.every((choice) => field.choices?.includes(choice))
        ? []
        : error('not-a-choice', 'Please choose some of the given options.');
    case 'date':
      return typeof answer === 'string' && z.iso.date().safeParse(answer).success
        ? []
        : error('not-a-date', 'Please give a date like 2027-03-21.');
    case 'email':
      return typeof answer === 'string' && !isEmailFault(parseEmail(answer))
        ? []
        : error('email-invalid', 'This is not an e-mail address.');
    case 'text':
    case 'textarea':
      return typeof answer === 'string' ? [] : error('not-a-text', 'Please give a text.');
  }
}
