import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { sessionStatus, type Session } from '../../shared/events/domain/session.ts';
import { joinPage } from '../../shared/pages/join-page.ts';
import type { JoinState } from '../../shared/pages/page-inputs.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { findLinked } from './find-linked.ts';
import { localeOf, page } from './message-reply.ts';
import type { PageDeps } from './deps.ts';

/** The join page: countdown, room, replay, or why there is none. Opening it is not attending. */
export async function showJoin(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const { event, session, registration } = await findLinked(deps, request, 'join');
  const state = joinState(session, registration, deps.now());
  return page(
    joinPage({
      locale: localeOf(request, event.locale),
      title: event.title,
      session,
      state,
      now: new Date(deps.now()).toISOString(),
      roomUrl: state === 'live' ? session.roomUrl : undefined,
      replayUrl: state === 'ended' && registration.status === 'registered' ? session.replayUrl : undefined,
    }),
  );
}

const states = { scheduled: 'upcoming', live: 'live', ended: 'ended', cancelled: 'cancelled' } as const;

/** What concerns everybody comes first: nobody is asked to confirm a place in a session that is over or cancelled. */
function joinState(session: Session, registration: Registration, nowMs: number): JoinState {
  if (registration.status === 'cancelled') return 'cancelled';
  const state = states[sessionStatus(session, nowMs)];
  if (state === 'ended' || state === 'cancelled') return state;
  return registration.status === 'registered' ? state : 'pending';
}
