import * as z from 'zod';
import { SessionId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { sessionStatus, type Session } from '../../shared/events/domain/session.ts';
import { SessionDates, SessionDraft, SessionSeries } from '../../shared/events/domain/session-draft.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  readValue,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { readListPosition, sealPosition } from '../../shared/platform/runtime/list-page.ts';
import { BulkJob } from '../../shared/bulk/domain/bulk-job.ts';
import { getJobs } from '../../shared/jobs/table/job-items.ts';
import { invitationJobs } from '../../shared/registrations/table/invitation-items.ts';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { listSessionsOf } from '../../shared/events/table/session-list.ts';
import { sessionCounts } from '../../shared/registrations/table/session-counts.ts';
import { changedSession, changeSession } from '../../shared/events/usecases/change-session.ts';
import { draftSessions, planSessions } from '../../shared/events/usecases/plan-sessions.ts';
import { findEvent } from './events.ts';
import { foreseen, foreseeChange } from './foresee-session.ts';
import { ChangeRequest, SessionsWhen, type SessionView } from './routes/session-routes.ts';
import type { EventDeps } from './deps.ts';

const AnyObject = z.record(z.string(), z.unknown());
/** Where a page ended, or, as the version before wrote it, after what the next one begins. */
const ListPosition = z.union([
  z.strictObject({ after: z.string() }),
  z.strictObject({ before: z.string() }),
  z.string().transform((after) => ({ after })),
]);
const DryRun = z.object({ dryRun: z.boolean().default(false) });

/**
 * Plans one session, or several by `{"first":…,"count":…,"every":…}` or `{"dates":[…]}`; several are answered as a list.
 */
export async function createSessions(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const event = await findEvent(deps, request);
  const { dryRun: asked, ...body } = request.body.length === 0 ? {} : readJson(request, AnyObject);
  const drafts = readSessions(body);
  if (readValue({ dryRun: asked }, DryRun).dryRun)
    return json(200, { items: (await draftSessions(deps, event, drafts)).map(foreseen) });
  const sessions = await planSessions(deps, event, drafts);
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
  const { when } = readValue({ when: request.query['when'] }, SessionsWhen);
  const keys = await deps.linkKeys();
  const list = `sessions ${event.id} ${when ?? ''}`;
  const { limit, position } = readListPosition(request, keys, list, ListPosition);
  const { sessions, next, previous } = await listSessionsOf(
    deps.table,
    { eventId: event.id, list: when ?? 'all', nowMs: deps.now() },
    position,
    limit,
  );
  return json(200, {
    items: await Promise.all(sessions.map((session) => sessionView(deps, session))),
    ...(next && { cursor: sealPosition(keys, list, next) }),
    ...(previous && { previous: sealPosition(keys, list, previous) }),
  });
}

export async function showSession(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const view = { ...(await sessionView(deps, session)), invitations: await invitations(deps, session) };
  return json(200, view, { etag: `"${session.version}"` });
}

/** How many were invited to it, as their jobs count, and how many of them came by that. */
async function invitations({ table }: EventDeps, { id }: Session): Promise<SessionView['invitations']> {
  const jobs = await getJobs(table, await invitationJobs(table, id), [BulkJob]);
  const { invited } = await sessionCounts(table, id);
  return {
    invited: [...jobs.values()].reduce((sum, { counts }) => sum + counts.changed, 0),
    registered: invited,
  };
}

/** Changes a session; `If-Match` with its version refuses to overwrite what nobody saw. */
export async function patchSession(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const event = await getEvent(deps.table, session.eventId);
  if (!event) throw new Refusal('not-found', 'The event of this session is gone.');
  const { dryRun, ...change } = readJson(request, ChangeRequest);
  if (dryRun)
    return json(200, await foreseeChange(deps, session, changedSession(deps, event, session, change)));
  const changed = await changeSession(deps, event, session, change, readVersion(request));
  return json(200, await sessionView(deps, changed), { etag: `"${changed.version}"` });
}

export async function findSession(deps: EventDeps, request: HttpRequest): Promise<Session> {
  const session = await getSession(deps.table, readId(request, 'sessionId', SessionId));
  if (!session || session.deletedAt !== undefined)
    throw new Refusal('not-found', 'There is no such session.');
  return session;
}

export async function sessionView(deps: EventDeps, session: Session): Promise<SessionView> {
  const { registered, waitlisted, attended, pending } = await sessionCounts(deps.table, session.id);
  const counts = { registered, waitlisted, attended, pending };
  // What the session remembers of its former times is for the mails.
  const shown = {
    ...session,
    ...{ formerTimes: undefined, limitedAt: undefined },
    ...{ linksVersion: undefined, formerLinks: undefined, linkNews: undefined },
  };
  return { ...shown, status: sessionStatus(session, deps.now()), counts, moves: session.scheduleVersion };
}
