import type { Event } from '../../shared/events/domain/event.ts';
import { isAlwaysOpen } from '../../shared/events/domain/room.ts';
import type { Registration } from '../../shared/registrations/domain/registration.ts';
import { isOpen, sessionStatus, type Session } from '../../shared/events/domain/session.ts';
import type { JoinState } from '../../shared/pages/page-inputs.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { setLastSeen } from '../../shared/people/table/set-last-seen.ts';
import type { HttpReply, HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { follow, tokenOf } from './find-linked.ts';
import { joinReply } from './join-reply.ts';
import { localeOf } from './message-reply.ts';
import { showToModerator } from './moderator-link.ts';
import type { PageDeps } from './deps.ts';
import { showRoom } from './room-link.ts';
import { waiting } from './waitlist-link.ts';

/** The join page: countdown, room, replay, or why there is none. Opening it is not attending. */
export async function showJoin(deps: PageDeps, request: HttpRequest): Promise<HttpReply> {
  const found = await follow(deps, request, 'join');
  if (!found) return (await showRoom(deps, request)) ?? showToModerator(deps, request);
  const { event, session, registration, participant } = found;
  if (isByHand(request)) await seeAgain(deps, participant);
  if (registration.status === 'waitlisted' && isOpen(session, deps.now()))
    return waiting(deps, request, found);
  const state = joinState(event, session, registration, deps.now());
  const isOver = state === 'ended' && registration.status === 'registered';
  return joinReply({
    locale: localeOf(request, event.locale),
    title: event.title,
    look: event.look,
    session: isAlwaysOpen(session) ? undefined : session,
    state,
    now: new Date(deps.now()).toISOString(),
    roomUrl: state === 'live' ? (isAlwaysOpen(session) ? event.roomUrl : session.roomUrl) : undefined,
    replayUrl: isOver ? session.replayUrl : undefined,
    beat: state === 'live' ? tokenOf(request) : undefined,
  });
}

/**
 * Whether a person followed the link: browsers say so, programs that look through mails hardly ever, and no page that loads itself
 * again. Retention asks when somebody was last seen.
 */
const isByHand = ({ headers }: HttpRequest): boolean =>
  headers['sec-fetch-user'] === '?1' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-purpose'] === undefined;

/** Whoever was seen less than this ago need not be noted again. */
const HOUR_MS = 3_600_000;

async function seeAgain(
  { table, now }: PageDeps,
  { id, lastSeenAt }: Pick<Participant, 'id' | 'lastSeenAt'>,
): Promise<void> {
  if (lastSeenAt !== undefined && now() - Date.parse(lastSeenAt) < HOUR_MS) return;
  await setLastSeen(table, id, new Date(now()).toISOString());
}

const states = { scheduled: 'upcoming', live: 'live', ended: 'ended', cancelled: 'cancelled' } as const;

/** What concerns everybody comes first: nobody is asked to confirm a place in a session that is over or cancelled. */
function joinState(event: Event, session: Session, registration: Registration, nowMs: number): JoinState {
  if (registration.status === 'cancelled') return session.cancelledAt === undefined ? 'left' : 'cancelled';
  const isShut = isAlwaysOpen(session) && event.archivedAt !== undefined;
  const state = isShut ? 'ended' : states[sessionStatus(session, nowMs)];
  if (state === 'ended' || state === 'cancelled') return state;
  return registration.status === 'registered' ? state : 'pending';
}
