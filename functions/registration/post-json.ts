import { createHash } from 'node:crypto';
import type { Event } from '../../shared/events/domain/event.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { readPosting } from '../../shared/registrations/usecases/read-posting.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import type { RegistrationDeps } from './deps.ts';
import type { Posted } from './read-posted.ts';

const KEY_MAX = 255;

/** A post of a script, as JSON or as a form. The answer is the same whoever registers: nobody learns who is known. */
export async function postJson(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
  posted: Posted,
): Promise<HttpReply> {
  await registerPosted(deps, event, request, posted);
  return json(202, { status: 'accepted' });
}

/** Registers whom a post is about; throws a `Refusal` that tells of everything that is wrong with it. */
export async function registerPosted(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
  { body }: Posted,
): Promise<void> {
  const idempotency = readIdempotency(request);
  const read = await readPosting(deps, event, body);
  await register(
    { table: deps.table, identityKey: await deps.identityKey(), now: deps.now },
    { event, request: read, idempotency },
  );
}

function readIdempotency(request: HttpRequest): { keyHash: string; bodyHash: string } | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (key === '' || key.length > KEY_MAX)
    throw new Refusal('invalid-input', `An Idempotency-Key has 1 to ${KEY_MAX} characters.`);
  const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  return { keyHash: hash(key), bodyHash: hash(request.body) };
}
