import type { Event } from '../../shared/events/domain/event.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import type { RegistrationDeps } from './deps.ts';
import type { Posted } from './read-posted.ts';
import { registerPosted } from './register-posted.ts';

/**
 * A post of a script, as JSON or as a form. The answer is the same whoever registers: nobody learns who is known. That of a room
 * holds the way in.
 */
export async function postJson(
  deps: RegistrationDeps,
  event: Event,
  request: HttpRequest,
  posted: Posted,
): Promise<HttpReply> {
  const { roomToken } = await registerPosted(deps, event, request, posted);
  const way = roomToken !== undefined && { token: roomToken, joinUrl: `${deps.publicOrigin}/j/${roomToken}` };
  return json(202, { status: 'accepted', ...way });
}
