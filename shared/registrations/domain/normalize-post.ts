import * as z from 'zod';
import type { FormField } from '../../events/domain/form-field.ts';

type Fields = Record<string, unknown>;
const Fields = z.record(z.string(), z.unknown());

/** How form builders write an empty field. */
/** Whether a form or program gave nothing. */
export const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** The fields of an object that have a value; undefined for what is no object. */
function givenIn(value: unknown): Fields | undefined {
  const fields = Fields.safeParse(value);
  if (!fields.success) return undefined;
  return Object.fromEntries(
    Object.entries(fields.data)
      .map(([name, one]) => [name, withoutLost(name, one)] as const)
      .filter(([, one]) => !isNothing(one)),
  );
}

/**
 * As in forms, no text holds U+FFFD, which stands for a letter that was lost on the way: a body in another charset than
 * UTF-8. An address keeps it, and is refused: without it, it would be somebody else's.
 */
const withoutLost = (name: string, value: unknown): unknown =>
  typeof value === 'string' && name !== 'email' ? value.replaceAll('\ufffd', '') : value;

/**
 * A number becomes its digits where a text is expected: a phone, a postcode. Beyond 15 digits some were lost on the way.
 */
const asText = (value: unknown): unknown =>
  typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : value;

const mapped = (fields: Fields, read: (value: unknown, name: string) => unknown): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, read(value, name)]));

/**
 * Brings a JSON post into the form that its schema wants. Form builders send null or an empty text for what nobody filled
 * in, numbers for texts, texts for numbers and ticks, and one date instead of a list of one: nobody is turned away for
 * that.
 */
export function normalizePost(body: unknown, fields: readonly FormField[]): unknown {
  const given = givenIn(body);
  if (!given) return body;
  const { answers, utm, consent, consents, sessionIds, ...texts } = given;
  const tags = givenIn(utm);
  return {
    // So that a missing address is told as one.
    email: '',
    ...mapped(texts, asText),
    ...(answers !== undefined && { answers: tidyAnswers(answers, fields) }),
    ...(utm !== undefined && { utm: tags ? mapped(tags, asText) : utm }),
    ...(consent !== undefined && { consent: tidyConsent(consent) }),
    ...(consents !== undefined && { consents: tidyConsents(consents) }),
    ...(sessionIds !== undefined && { sessionIds: [sessionIds].flat().filter((id) => !isNothing(id)) }),
  };
}

function tidyAnswers(answers: unknown, fields: readonly FormField[]): unknown {
  const given = givenIn(answers);
  if (!given) return answers;
  const typeOf = new Map(fields.map(({ name, type }) => [name, type]));
  return mapped(given, (value, name) => tidyAnswer(value, typeOf.get(name)));
}

function tidyAnswer(value: unknown, type: FormField['type'] | undefined): unknown {
  if (type === undefined) return value;
  if (type === 'boolean') return asTick(value) ?? value;
  if (type === 'choices')
    return [value]
      .flat()
      .filter((choice) => !isNothing(choice))
      .map(asText);
  if (type !== 'number') return asText(value);
  const number = typeof value === 'string' ? Number(value) : value;
  return Number.isFinite(number) ? number : value;
}

const ticks: Readonly<Record<string, boolean>> = {
  ...{ true: true, on: true, yes: true, 1: true },
  ...{ false: false, off: false, no: false, 0: false },
};

/** A tick by one of the words that forms use for it. */
function asTick(value: unknown): boolean | undefined {
  const word = String(value).trim().toLowerCase();
  return Object.hasOwn(ticks, word) ? ticks[word] : undefined;
}

function tidyConsents(consents: unknown): unknown {
  const told = givenIn(consents);
  return told ? mapped(told, (value) => asTick(value) ?? value) : consents;
}

/** A tick alone means that consent was given; a text is what was agreed to. */
function tidyConsent(consent: unknown): unknown {
  const told = givenIn(consent);
  if (told)
    return mapped(told, (value, name) => (name === 'given' ? (asTick(value) ?? value) : asText(value)));
  const given = asTick(consent);
  if (given !== undefined) return { given };
  return typeof consent === 'string' ? { given: true, text: consent } : consent;
}
