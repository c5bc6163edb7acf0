import { getEvent } from '../../shared/events/table/event-items.ts';
import { getSession } from '../../shared/events/table/session-items.ts';
import { organizerAct } from '../../shared/people/usecases/organizer-act.ts';
import { readJson, type HttpReply } from '../../shared/platform/runtime/http-request.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { changeDate } from '../../shared/registrations/usecases/change-date.ts';
import type { EventDeps } from './deps.ts';
import { findRegistration, shown } from './registrations.ts';
import { MoveRequest } from './routes/registration-routes.ts';
import { findSession } from './sessions.ts';

/** Takes one registrant to another date. They are told by a mail, unless `{notify: false}` says not to. */
export async function moveOne(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { sessionId, notify } = readJson(request, MoveRequest);
  const from = await findSession(deps, request);
  const { participantId } = await findRegistration(deps, request);
  const [event, to] = await Promise.all([
    getEvent(deps.table, from.eventId),
    getSession(deps.table, sessionId),
  ]);
  if (!event) throw new Refusal('not-found', 'The event of this session is gone.');
  if (!to)
    throw new Refusal('invalid-input', 'There is no such session.', [
      { field: 'sessionId', code: 'unknown-session', message: 'There is no such session.' },
    ]);
  const act = organizerAct(deps, request.organizer);
  const options = { byOrganizer: true, quiet: !notify };
  return shown(deps, await changeDate(deps, { event, from, to, participantId }, act, options));
}
