import { cancelSession } from '../../shared/events/usecases/change-session.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readJson,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { deleteSession } from '../../shared/registrations/usecases/delete-session.ts';
import type { EventDeps } from './deps.ts';
import { countTold } from './foresee-session.ts';
import { CancelSession } from './routes/session-routes.ts';
import { findSession, sessionView } from './sessions.ts';

/** By how much a number may be off: people register while an organizer reads it. Small numbers must be right. */
const MAY_BE_OFF = 0.02;

/** Cancels a session, for somebody who knows how many people are told. */
export async function cancelOneSession(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const { confirm } = request.body.length === 0 ? { confirm: 0 } : readJson(request, CancelSession);
  const tells = await countTold(deps, session.id);
  const isKnown = Math.abs(confirm - tells) <= Math.floor(tells * MAY_BE_OFF);
  if (session.cancelledAt === undefined && !isKnown) throw notConfirmed(tells);
  return json(200, await sessionView(deps, await cancelSession(deps, session)));
}

function notConfirmed(tells: number): Refusal {
  const message = `Send {"confirm": ${tells}} to say that you know.`;
  return new Refusal(
    'conflict',
    `Cancelling this session tells ${tells === 1 ? 'one person' : `${tells} people`}, and cannot be taken back.`,
    [{ field: 'confirm', code: 'not-confirmed', message }],
    { tells },
  );
}

/** Deletes a session that nobody registered for. */
export async function deleteOneSession(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  await deleteSession(deps, await findSession(deps, request), readVersion(request));
  return { status: 204 };
}
