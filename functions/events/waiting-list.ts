import * as z from 'zod';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { organizerAct } from '../../shared/people/usecases/organizer-act.ts';
import { resolveIdentities } from '../../shared/people/table/resolve-identity.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readValue, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { withConsentTexts } from '../../shared/registrations/table/consent-text-items.ts';
import { listWaiting, WaitingPlace } from '../../shared/registrations/table/waiting-list/waiting-list.ts';
import { linePlace } from '../../shared/registrations/usecases/waiting-list/line-place.ts';
import { moveUp } from '../../shared/registrations/usecases/waiting-list/move-up.ts';
import type { EventDeps } from './deps.ts';
import { personOf, registrationView } from './registration-views.ts';
import { findRegistration, listSessionRegistrations } from './registrations.ts';
import { findSession } from './sessions.ts';

const Asked = z.object({ status: z.literal('waitlisted').optional() });

/** Lists who is registered for a session; with `?status=waitlisted` those who wait, in their order. */
export async function listOrWaiting(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const { status } = readValue({ status: request.query['status'] }, Asked);
  return status === undefined ? listSessionRegistrations(deps, request) : listLine(deps, request);
}

async function listLine(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const keys = await deps.linkKeys();
  const list = `waiting ${session.id}`;
  const { limit, position } = readListPosition(request, keys, list, WaitingPlace);
  const { waiting, next } = await listWaiting(deps.table, session.id, position, limit);
  const listed = await withConsentTexts(
    deps.table,
    waiting.map(({ registration }) => registration),
  );
  const people = await resolveIdentities(
    deps.table,
    listed.map(({ participantId }) => participantId),
  );
  const views = listed.map((one, n) => ({
    ...registrationView(one),
    place: waiting[n]?.place,
    ...personOf(people.get(one.participantId)),
  }));
  return listReply(keys, list, views, next);
}

/** Moves somebody who waits to the front of the line; answers how they stand then. */
export async function moveOneUp(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const event = await getEvent(deps.table, session.eventId);
  if (!event) throw new Refusal('not-found', 'The event of this session is gone.');
  const registration = await findRegistration(deps, request);
  const act = organizerAct(deps, request.organizer);
  const moved = await moveUp(deps, { event, session, registration }, act);
  const [shown = moved] = await withConsentTexts(deps.table, [moved]);
  const place = await linePlace(deps, moved);
  return json(200, { ...registrationView(shown), ...(place && { place: place.number }) });
}
