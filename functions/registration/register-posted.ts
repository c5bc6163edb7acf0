import { createHash } from 'node:crypto';
import type { Event } from '../../shared/events/domain/event.ts';
import { isStraightIn } from '../../shared/events/domain/room.ts';
import { participantIdOf } from '../../shared/people/domain/identity.ts';
import { makeRoomToken, readPersonToken } from '../../shared/platform/access/link-token.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { RegistrationRequest } from '../../shared/registrations/domain/registration-request.ts';
import { readPosting } from '../../shared/registrations/usecases/read-posting.ts';
import { register } from '../../shared/registrations/usecases/register.ts';
import type { RegistrationDeps } from './deps.ts';
import type { Posted } from './read-posted.ts';

const KEY_MAX = 255;

/** What follows from a post, whoever posted. */
export interface Registered {
  /** The dates that it named. */
  sessionIds: string[];
  /** The way into a room that lets everybody in at once. */
  roomToken?: string;
}

/** Registers whom a post is about; throws a `Refusal` that tells of everything that is wrong with it. */
export async function registerPosted(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
  { body }: Posted,
): Promise<Registered> {
  const idempotency = readIdempotency(request);
  const read = await readPosting(deps, event, body);
  const identityKey = await deps.identityKey();
  await register(
    { table: deps.table, identityKey, now: deps.now },
    { event, request: read, idempotency, isInvited: await isInvited(deps, read) },
  );
  const { sessionIds } = read;
  if (!isStraightIn(event)) return { sessionIds };
  const [key] = await deps.linkKeys();
  if (!key) throw new Error('There is no link key.');
  const addressId = participantIdOf(identityKey, read.email.key);
  return {
    sessionIds,
    roomToken: makeRoomToken(key, { eventId: event.id, addressId, postedAt: deps.now() }),
  };
}

/** Whether an invitation was mailed to the address that registers, and not to somebody who passed it on. */
async function isInvited(
  { linkKeys }: RegistrationDeps,
  { invitation, email }: RegistrationRequest,
): Promise<boolean> {
  if (invitation === undefined) return false;
  return readPersonToken(await linkKeys(), 'invitation', invitation)?.wasMailedTo(email.address) ?? false;
}

function readIdempotency(request: HttpRequest): { keyHash: string; bodyHash: string } | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (key === '' || key.length > KEY_MAX)
    throw new Refusal('invalid-input', `An Idempotency-Key has 1 to ${KEY_MAX} characters.`);
  const hash = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
  return { keyHash: hash(key), bodyHash: hash(request.body) };
}
