import * as z from 'zod';
import { Email } from '../../platform/values/email-address.ts';
import { Locale } from '../../platform/values/locale.ts';
import type { EventForm } from '../../events/domain/event-form.ts';
import type { FormField } from '../../events/domain/form-field.ts';
import { SessionId } from '../../platform/values/ids.ts';
import { GivenUtm, PersonDetails, utmNames } from '../../people/domain/participant.ts';
import { personFieldsWith } from '../../person-fields/domain/person-field-names.ts';
import { Consent, GivenAnswers } from './registration.ts';

/** Sessions that one post may name. */
const MOST_SESSIONS = 10;

/** Pages post `navigator.language` as it is: `de-AT` is German, and a language we do not speak is left out. */
const BrowserLocale = z
  .string()
  .max(100)
  .transform((tag) => Locale.safeParse(tag.slice(0, 2).toLowerCase()).data)
  .optional();

/** The name of a click on an advertisement, as the advertiser's network gives it; what is none is left out. */
const ClickId = z.string().transform((text) => (/^[\w.-]{1,200}$/.test(text) ? text : undefined));

const REFERRER_MAX = 500;

/** The page that somebody came from, without what its address says of them; what is no such address is left out. */
const Referrer = z
  .string()
  .transform((text) => {
    const { origin, pathname, protocol } = URL.canParse(text) ? new URL(text) : new URL('about:blank');
    const address = `${origin}${pathname}`;
    return /^https?:$/.test(protocol) && address.length <= REFERRER_MAX ? address : undefined;
  })
  .optional();

/** What a landing page posts. Unknown JSON fields are refused: a typo would lose an answer. */
export const RegistrationRequest = z.strictObject({
  email: Email,
  ...PersonDetails.shape,
  locale: BrowserLocale,
  answers: GivenAnswers.default({}),
  sessionIds: z
    .array(SessionId)
    .max(MOST_SESSIONS)
    .transform((ids) => [...new Set(ids)])
    .default([]),
  utm: GivenUtm.optional(),
  gclid: ClickId.optional(),
  referrer: Referrer,
  consent: Consent.optional(),
  /** Which of the event's consents are given, by their names. */
  consents: z.record(z.string(), z.boolean()).default({}),
  /** What the link of an invitation brought along. */
  invitation: z.string().max(500).optional(),
  /** Honeypot: people do not see it, robots fill it. */
  website: z.string().max(2000).optional(),
});
export type RegistrationRequest = z.infer<typeof RegistrationRequest>;

const textFields = [
  ...personFieldsWith('told', 'as-address', 'by-anybody'),
  'website',
  'gclid',
  'referrer',
  'invitation',
] as const;

/**
 * Turns the fields of an HTML form into the JSON shape.
 * Empty fields count as left out; buttons, captchas and the like are ignored and counted.
 */
export function readFormFields(
  form: URLSearchParams,
  { fields, consents }: Pick<EventForm, 'fields'> & Partial<Pick<EventForm, 'consents'>>,
): { body: unknown; ignored: number } {
  // `embed` is of the page.
  const known = new Set<string>(['sessionIds', 'embed']);
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
    if (text === undefined) return [];
    const chosen = form.getAll(`answers.${field.name}`).filter((choice) => choice.trim() !== '');
    return [[field.name, field.type === 'choices' ? chosen : answerOf(field, text)] as const];
  });
  const agreed = (consents ?? []).flatMap(({ name }) => {
    const text = take(`consents.${name}`);
    return text === undefined ? [] : [[name, isTick(text)] as const];
  });
  const consent = take('consent');
  const body = {
    ...Object.fromEntries(present(textFields, '')),
    sessionIds: form.getAll('sessionIds').filter((id) => id !== ''),
    answers: Object.fromEntries(answers),
    ...(utm.length > 0 && { utm: Object.fromEntries(utm) }),
    ...(consent !== undefined && { consent: { given: true, text: consent } }),
    ...(agreed.length > 0 && { consents: Object.fromEntries(agreed) }),
  };
  const ignored = new Set([...form.keys()].filter((name) => !known.has(name)));
  return { body, ignored: ignored.size };
}

const isTick = (text: string): boolean => text === 'true' || text === 'on' || text === '1' || text === 'yes';

function answerOf(field: FormField, text: string): string | number | boolean {
  if (field.type === 'boolean') return isTick(text);
  const number = Number(text);
  return field.type === 'number' && Number.isFinite(number) ? number : text;
}
