import * as z from 'zod';
import type { EventConsent } from '../../events/domain/event-consent.ts';
import type { Event } from '../../events/domain/event.ts';
import { basicFields } from '../../person-fields/domain/person-field-names.ts';
import { fieldErrors } from '../../platform/problems/field-errors.ts';
import type { FieldError } from '../../platform/problems/refusal.ts';
import { isEmailFault, parseEmail } from '../../platform/values/email-address.ts';
import { pick } from '../../platform/values/pick.ts';
import { answersAsked, checkAnswers } from './check-answers.ts';
import { isFreeMail } from './free-mail.ts';
import { isNothing } from './normalize-post.ts';
import { GivenAnswer, type GivenAnswers } from './registration.ts';
import { RegistrationRequest } from './registration-request.ts';

/** What an event asks of those who register by themselves. */
type Asking = Pick<Event, 'form' | 'businessOnly'>;

/** As much of a request as reads. */
interface Said {
  email: unknown;
  basics: Record<string, unknown>;
  answers: GivenAnswers;
  consents: Record<string, unknown>;
}

/**
 * A registration request as it was read, or everything that is wrong with it at once, so that nobody is told one fault
 * after the other.
 */
export function readRegistration(
  event: Asking,
  body: unknown,
): { request: RegistrationRequest } | { errors: FieldError[] } {
  const parsed = RegistrationRequest.safeParse(body);
  const inShape = parsed.success ? [] : fieldErrors(parsed.error);
  const told = new Set(inShape.map(({ field }) => field));
  const inContent = faultsOf(event, readableOf(body)).filter(({ field }) => !told.has(field));
  const errors = [...inShape, ...inContent];
  return parsed.success && errors.length === 0 ? { request: asAsked(event, parsed.data) } : { errors };
}

/** What the event asks for and a request that reads well does not give, or does not give so. */
export function faultsOfRequest(event: Asking, request: RegistrationRequest): FieldError[] {
  const { answers, consents } = request;
  return faultsOf(event, {
    email: request.email.address,
    basics: pick(request, basicFields),
    answers,
    consents,
  });
}

/** What is wrong with what an organizer says of somebody: of a stranger they need not know what the event requires. */
export function faultsByHand(
  event: Asking,
  request: Pick<RegistrationRequest, 'email' | 'answers' | 'consents'>,
): FieldError[] {
  const { email, answers, consents } = request;
  const said = { email: email.address, basics: {}, answers, consents };
  return faultsOf({ ...event, businessOnly: false }, said).filter(({ code }) => code !== 'required');
}

/** A request without what the event does not ask for. */
export function asAsked({ form }: Asking, request: RegistrationRequest): RegistrationRequest {
  const hidden = basicFields.filter((name) => form.basics[name] === 'hidden');
  return {
    ...request,
    ...Object.fromEntries(hidden.map((name) => [name, undefined])),
    answers: answersAsked({ form }, request.answers),
  };
}

function faultsOf({ form, businessOnly }: Asking, said: Said): FieldError[] {
  const missing = basicFields
    .filter((name) => form.basics[name] === 'required' && isNothing(said.basics[name]))
    .map((name): FieldError => ({ field: name, code: 'required', message: 'Please fill in this field.' }));
  return [
    ...(businessOnly ? faultsOfAddress(said.email) : []),
    ...missing,
    ...checkAnswers({ form }, said.answers),
    ...faultsOfConsents(form.consents, said.consents),
  ];
}

function faultsOfAddress(email: unknown): FieldError[] {
  const parsed = typeof email === 'string' ? parseEmail(email) : undefined;
  if (parsed === undefined || isEmailFault(parsed) || !isFreeMail(parsed.key)) return [];
  return [
    {
      field: 'email',
      code: 'business-address',
      message: 'Please register with your business address, not one of a free mail service.',
    },
  ];
}

function faultsOfConsents(consents: readonly EventConsent[], given: Record<string, unknown>): FieldError[] {
  const names = new Set(consents.map(({ name }) => name));
  const unknown = Object.keys(given)
    .filter((name) => !names.has(name))
    .map((name): FieldError => ({
      field: `consents.${name}`,
      code: 'unknown-field',
      message: 'The event asks for no such consent.',
    }));
  const missing = consents
    .filter(({ name, required }) => required && !(Object.hasOwn(given, name) && given[name] === true))
    .map(({ name }): FieldError => ({
      field: `consents.${name}`,
      code: 'required',
      message: 'Please tick this box.',
    }));
  return [...unknown, ...missing];
}

const Fields = z.record(z.string(), z.unknown());
const Readable = z.looseObject({
  email: z.unknown(),
  answers: Fields.catch({}),
  consents: Fields.catch({}),
});

/** What can be read of a body that may have faults. */
function readableOf(body: unknown): Said {
  const { answers = {}, consents = {}, email, ...basics } = Readable.safeParse(body).data ?? {};
  const readable = Object.entries(answers).flatMap(([name, value]) => {
    const answer = GivenAnswer.safeParse(value);
    return answer.success ? [[name, answer.data] as const] : [];
  });
  return { email, basics, answers: Object.fromEntries(readable), consents };
}
