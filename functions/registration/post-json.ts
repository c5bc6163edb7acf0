import { createHash } from 'node:crypto';
import type { Event } from '../../shared/events/domain/event.ts';
import { Refusal } from '../../shared/platform/values/refusal.ts';
import { RegistrationRequest } from '../../shared/registrations/domain/registration-request.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  PUBLIC_BODY,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import type { RegistrationDeps } from './deps.ts';

const KEY_MAX = 255;

/** A JSON post. The answer is the same whoever registers: nobody learns who is known. */
export async function postJson(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
): Promise<HttpReply> {
  const posted = readJson(request, RegistrationRequest, PUBLIC_BODY);
  await register(
    { table: deps.table, identityKey: await deps.identityKey(), now: deps.now },
    { event, request: posted, idempotency: readIdempotency(request) },
  );
  return json(202, { status: 'accepted' });
}

function readIdempotency(request: HttpRequest): { keyHash: string; bodyHash: string } | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (key === '' || key.length > KEY_MAX)
    throw new Refusal('invalid-input', `An Idempotency-Key has 1 to ${KEY_MAX} characters.`);
  const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  return { keyHash: hash(key), bodyHash: hash(request.body) };
}
