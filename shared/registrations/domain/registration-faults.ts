import * as z from 'zod';
import type { Event } from '../../events/domain/event.ts';
import { fieldErrors } from '../../platform/problems/field-errors.ts';
import type { FieldError } from '../../platform/problems/refusal.ts';
import { Answer } from './registration.ts';
import { checkAnswers, RegistrationRequest } from './registration-request.ts';

const WithAnswers = z.looseObject({ answers: z.record(z.string(), z.unknown()) });

/**
 * A registration request as it was read, or everything that is wrong with it at once, so that nobody is told one fault
 * after the other.
 */
export function readRegistration(
  event: Pick<Event, 'form'>,
  body: unknown,
): { request: RegistrationRequest } | { errors: FieldError[] } {
  const parsed = RegistrationRequest.safeParse(body);
  const inShape = parsed.success ? [] : fieldErrors(parsed.error);
  const told = new Set(inShape.map(({ field }) => field));
  const given = WithAnswers.safeParse(body).data?.answers ?? {};
  const readable = Object.entries(given).flatMap(([name, value]) => {
    const answer = Answer.safeParse(value);
    return answer.success ? [[name, answer.data] as const] : [];
  });
  const inAnswers = checkAnswers(event, Object.fromEntries(readable)).filter(({ field }) => !told.has(field));
  const errors = [...inShape, ...inAnswers];
  return parsed.success && errors.length === 0 ? { request: parsed.data } : { errors };
}
