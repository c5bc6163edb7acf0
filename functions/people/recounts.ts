import { getEvent } from '../../shared/events/table/event-items.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { getGroup } from '../../shared/groups/table/group-items.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readJson, type HttpReply } from '../../shared/platform/runtime/http-request.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { RecountRequest, type RecountJob } from '../../shared/recounts/domain/recount-job.ts';
import { beginRecount } from '../../shared/recounts/usecases/begin-recount.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';
import { jobView } from './jobs.ts';

/** Counts that somebody takes for wrong. */
export const recountHandlers = { 'POST /v1/recounts': begin } satisfies PeopleHandlers;

async function begin(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const wanted = request.body.length > 0 ? readJson(request, RecountRequest) : {};
  const job = await beginRecount(deps, await scopeOf(deps, wanted), request.organizer.id);
  return json(202, jobView(job, deps.now()), { location: `/v1/jobs/${job.id}` });
}

async function scopeOf(
  { table }: PeopleDeps,
  { sessionId, eventId, groupId }: RecountRequest,
): Promise<RecountJob['scope']> {
  if ([sessionId, eventId, groupId].filter((id) => id !== undefined).length > 1)
    throw new Refusal('invalid-input', 'Name one session, event or group.');
  if (sessionId !== undefined) {
    if (!(await getSession(table, sessionId))) throw new Refusal('not-found', 'There is no such session.');
    return { sessionId };
  }
  if (eventId !== undefined) {
    if (!(await getEvent(table, eventId))) throw new Refusal('not-found', 'There is no such event.');
    return { eventId };
  }
  if (groupId === undefined) return { due: 'daily' };
  if (!(await getGroup(table, groupId))) throw new Refusal('not-found', 'There is no such group.');
  return { groupId };
}
