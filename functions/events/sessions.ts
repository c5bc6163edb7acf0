import * as z from 'zod';
import { SessionId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import {
  SessionDates,
  SessionDraft,
  SessionSeries,
  sessionStatus,
  type Session,
} from '../../shared/events/domain/session.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  readValue,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { getSession, listSessions } from '../../shared/events/table/session-items.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import { cancelSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { findEvent } from './events.ts';
import type { SessionView } from './routes/session-routes.ts';
import type { EventDeps } from './deps.ts';

const AnyObject = z.record(z.string(), z.unknown());

/**
 * Plans one session, or several by `{"first":…,"count":…,"every":…}` or `{"dates":[…]}`; several are answered as a list.
 */
export async function createSessions(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const body = request.body.length === 0 ? {} : readJson(request, AnyObject);
  const sessions = await planSessions(deps, event, readSessions(body));
  const views = await Promise.all(sessions.map((session) => sessionView(deps, session)));
  const several = 'first' in body || 'dates' in body;
  return json(201, several ? { items: views } : views[0]);
}

function readSessions(body: Record<string, unknown>): SessionDraft | SessionSeries | SessionDates {
  if ('dates' in body) return readValue(body, SessionDates);
  return 'first' in body ? readValue(body, SessionSeries) : readValue(body, SessionDraft);
}

export async function listEventSessions(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const keys = await deps.linkKeys();
  const list = `sessions ${event.id}`;
  const { limit, position } = readListPosition(request, keys, list, z.string());
  const { sessions, next } = await listSessions(deps.table, event.id, position, limit);
  return listReply(
    keys,
    list,
    await Promise.all(sessions.map((session) => sessionView(deps, session))),
    next,
  );
}

export async function showSession(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  return json(200, await sessionView(deps, session), { etag: `"${session.version}"` });
}

/** Changes a session; `If-Match` with its version refuses to overwrite what nobody saw. */
export async function patchSession(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const event = await getEvent(deps.table, session.eventId);
  if (!event) throw new Refusal('not-found', 'The event of this session is gone.');
  const changed = await changeSession(
    deps,
    event,
    session,
    readJson(request, SessionDraft),
    readVersion(request),
  );
  return json(200, await sessionView(deps, changed), { etag: `"${changed.version}"` });
}

/** Cancels a session. */
export async function cancelSessionNow(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  return json(200, await sessionView(deps, await cancelSession(deps, await findSession(deps, request))));
}

export async function findSession(deps: EventDeps, request: HttpRequest): Promise<Session> {
  const session = await getSession(deps.table, readId(request, 'sessionId', SessionId));
  if (!session) throw new Refusal('not-found', 'There is no such session.');
  return session;
}

export async function sessionView(deps: EventDeps, session: Session): Promise<SessionView> {
  const counts = await sessionCounts(deps.table, session.id);
  // What the session remembers of its former times is for the mails.
  const shown = { ...session, formerTimes: undefined, limitedAt: undefined };
  return { ...shown, status: sessionStatus(session, deps.now()), counts, moves: session.scheduleVersion };
}
