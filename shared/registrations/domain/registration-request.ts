import type { FieldErrorCode } from '../../platform/problems/field-error-codes.ts';
import * as z from 'zod';
import { Email, isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { Locale } from '../../platform/values/locale.ts';
import type { Event, FormField } from '../../events/domain/event.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { GivenUtm, PersonDetails, utmNames } from '../../people/domain/participant.ts';
import { personFieldsWith } from '../../people/domain/person-field-names.ts';
import { Answers, Consent } from './registration.ts';
import type { FieldError } from '../../platform/problems/refusal.ts';

/** Sessions that one post may name. */
const MOST_SESSIONS = 10;

/** Pages post `navigator.language` as it is: `de-AT` is German, and a language we do not speak is left out. */
const BrowserLocale = z
  .string()
  .max(100)
  .transform((tag) => Locale.safeParse(tag.slice(0, 2).toLowerCase()).data)
  .optional();

/** What a landing page posts. Unknown JSON fields are refused: a typo would lose an answer. */
export const RegistrationRequest = z.strictObject({
  email: Email,
  ...PersonDetails.shape,
  locale: BrowserLocale,
  answers: Answers.default({}),
  sessionIds: z
    .array(SessionId)
    .max(MOST_SESSIONS)
    .transform((ids) => [...new Set(ids)])
    .default([]),
  utm: GivenUtm.optional(),
  consent: Consent.optional(),
  /** Honeypot: people do not see it, robots fill it. */
  website: z.string().max(2000).optional(),
});
export type RegistrationRequest = z.infer<typeof RegistrationRequest>;

const textFields = [...personFieldsWith('told', 'as-address', 'by-anybody'), 'website'] as const;

/**
 * Turns the fields of an HTML form into the JSON shape.
 * Empty fields count as left out; buttons, gclid, captchas and the like are ignored and counted.
 */
export function readFormFields(
  form: URLSearchParams,
  fields: FormField[],
): { body: unknown; ignored: number } {
  const known = new Set<string>(['sessionIds']);
  const take = (name: string): string | undefined => {
    known.add(name);
    const text = form.get(name);
    return text === null || text.trim() === '' ? undefined : text;
  };
  const present = (names: readonly string[], prefix: string) =>
    names.flatMap((name) => {
      const text = take(`${prefix}${name}`);
      return text === undefined ? [] : [[name, text] as const];
    });

  const utm = present(utmNames, 'utm_');
  const answers = fields.flatMap((field) => {
    const text = take(`answers.${field.name}`);
    return text === undefined ? [] : [[field.name, answerOf(field, text)] as const];
  });
  const consent = take('consent');
  const body = {
    ...Object.fromEntries(present(textFields, '')),
    sessionIds: form.getAll('sessionIds').filter((id) => id !== ''),
    answers: Object.fromEntries(answers),
    ...(utm.length > 0 && { utm: Object.fromEntries(utm) }),
    ...(consent !== undefined && { consent: { given: true, text: consent } }),
  };
  const ignored = new Set([...form.keys()].filter((name) => !known.has(name)));
  return { body, ignored: ignored.size };
}

function answerOf(field: FormField, text: string): string | number | boolean {
  if (field.type === 'boolean') return text === 'true' || text === 'on' || text === '1' || text === 'yes';
  const number = Number(text);
  return field.type === 'number' && Number.isFinite(number) ? number : text;
}

/** Checks the answers against the event's form; returns those whose fields exist, by name. */
export function checkAnswers(event: Pick<Event, 'form'>, answers: Answers): FieldError[] {
  const names = new Set(event.form.fields.map((field) => field.name));
  const unknown = Object.keys(answers)
    .filter((name) => !names.has(name))
    .map((name) => ({
      field: `answers.${name}`,
      code: 'unknown-field' as const,
      message: 'The form has no such field.',
    }));
  // A field may be called `constructor`: only what was really answered counts.
  const answerTo = ({ name }: FormField) => (Object.hasOwn(answers, name) ? answers[name] : undefined);
  return [...unknown, ...event.form.fields.flatMap((field) => checkAnswer(field, answerTo(field)))];
}

function checkAnswer(field: FormField, answer: string | number | boolean | undefined): FieldError[] {
  const error = (code: FieldErrorCode, message: string): FieldError[] => [
    { field: `answers.${field.name}`, code, message },
  ];
  if (answer === undefined || answer === '')
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
