import { registrationIn } from '../../shared/registrations/usecases/registration-in.ts';
import { AttendanceNote, CancelRequest, RefuseRequest } from './routes/registration-routes.ts';
import { ShardPlace } from '../../shared/platform/values/shard-place.ts';
import {
  belongsToSomebody,
  parseRegistrationId,
  type Registration,
} from '../../shared/registrations/domain/registration.ts';
import { parseSuspectId, type Suspect, type SuspectKey } from '../../shared/registrations/domain/suspect.ts';
import { getEvent } from '../../shared/events/table/event-items.ts';
import { getSuspect } from '../../shared/registrations/table/suspect-items.ts';
import { readJson, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import { withConsentTexts } from '../../shared/registrations/table/consent-text-items.ts';
import { getRegistration, listRegistrations } from '../../shared/registrations/table/registration-items.ts';
import { resolveIdentities, resolveIdentity } from '../../shared/people/table/resolve-identity.ts';
import { acceptSuspect } from '../../shared/registrations/usecases/accept-suspect.ts';
import { cancelRegistration } from '../../shared/registrations/usecases/cancel-registration.ts';
import {
  approveRegistration,
  declineRegistration,
} from '../../shared/registrations/usecases/decide-registration.ts';
import { organizerAct } from '../../shared/people/usecases/organizer-act.ts';
import { setAttendance } from '../../shared/registrations/usecases/set-attendance.ts';
import { FIRST_SHARD } from '../../shared/platform/table/walk-shards.ts';
import type { EventDeps } from './deps.ts';
import { personOf, registrationView, suspectView } from './registration-views.ts';
import { findSession } from './sessions.ts';

/** Lists who is registered for a session, shard by shard: stable, not sorted. Erased people are only counted. */
export async function listSessionRegistrations(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const keys = await deps.linkKeys();
  const list = `registrations ${session.id}`;
  const { limit, position } = readListPosition(request, keys, list, ShardPlace);
  const { registrations, suspects, next } = await listRegistrations(
    deps.table,
    session.id,
    position ?? FIRST_SHARD,
    limit,
  );
  const listed = await withConsentTexts(deps.table, registrations.filter(belongsToSomebody));
  const people = await resolveIdentities(
    deps.table,
    [...listed, ...suspects].map(({ participantId }) => participantId),
  );
  const views = listed.map((one) => ({
    ...registrationView(one),
    ...personOf(people.get(one.participantId)),
  }));
  const suspected = suspects.map((one) => suspectView(one, people.get(one.participantId)));
  return listReply(keys, list, [...suspected, ...views], next);
}

/**
 * Accepts somebody who waits for it, or what seemed to be a robot's; answers how the person is registered, also when it was
 * accepted before.
 */
export async function acceptOne(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  if (parseRegistrationId(request.params['registrationId'] ?? '')) return approveOne(deps, request);
  const session = await findSession(deps, request);
  const key = parseSuspectId(request.params['registrationId'] ?? '');
  if (key?.sessionId !== session.id) throw noSuspect();
  const suspect = await getSuspect(deps.table, key);
  const registration = await (suspect ? accept(deps, request, suspect) : standing(deps, key));
  if (!registration) throw noSuspect();
  return shown(deps, registration);
}

async function approveOne(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const session = await findSession(deps, request);
  const registration = await findRegistration(deps, request);
  const event = await getEvent(deps.table, session.eventId);
  if (!event) throw new Refusal('not-found', 'The event of this session is gone.');
  await approveRegistration(deps, { event, session, registration }, organizerAct(deps, request.organizer));
  return shown(deps, await findRegistration(deps, request));
}

/** Refuses somebody who waits for approval. The person is told by a mail, unless `{notify: false}` says not to. */
export async function refuseOne(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { notify } = RefuseRequest.parse(request.body.length === 0 ? {} : readJson(request, RefuseRequest));
  const registration = await findRegistration(deps, request);
  await declineRegistration(deps, { registration }, organizerAct(deps, request.organizer), notify);
  return shown(deps, await findRegistration(deps, request));
}

/** The registration as organizers see it, with the words that were agreed to. */
export async function shown({ table }: EventDeps, registration: Registration): Promise<HttpReply> {
  const found = await withConsentTexts(table, [registration]);
  return json(200, registrationView(found[0] ?? registration));
}

async function accept(deps: EventDeps, { organizer }: OrganizerRequest, suspect: Suspect) {
  const event = await getEvent(deps.table, suspect.eventId);
  const identityKey = await deps.identityKey();
  return event && acceptSuspect({ ...deps, identityKey }, event, suspect, organizerAct(deps, organizer));
}

/** How whoever sent it is registered by now. */
async function standing({ table }: EventDeps, key: SuspectKey): Promise<Registration | undefined> {
  const { id } = await resolveIdentity(table, key.participantId);
  const registration = await getRegistration(table, key.sessionId, id);
  return registration && belongsToSomebody(registration) ? registration : undefined;
}

const noSuspect = () =>
  new Refusal('not-found', 'There is no such suspected registration. They are kept for 30 days.');

/** Cancels one registration. The person is told by a mail, unless `{notify: false}` says not to. */
export async function cancelOne(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const { notify } = CancelRequest.parse(request.body.length === 0 ? {} : readJson(request, CancelRequest));
  const registration = await findRegistration(deps, request);
  await cancelRegistration(deps.table, registration, organizerAct(deps, organizer), notify);
  const { sessionId, participantId } = registration;
  return shown(deps, (await getRegistration(deps.table, sessionId, participantId)) ?? registration);
}

/** Records attendance: `{attendance: {state, seconds?, share?}}`, the share from 0 to 1. */
export async function patchRegistration(deps: EventDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const registration = await findRegistration(deps, request);
  const { attendance } = readJson(request, AttendanceNote);
  const noted = await setAttendance(deps, registration, attendance, organizer.id);
  if (!noted) throw new Refusal('not-found', 'There is no such registration.');
  return shown(deps, noted);
}

/** The registration that a request names, of the session that it names. */
export async function findRegistration(deps: EventDeps, request: HttpRequest): Promise<Registration> {
  const session = await findSession(deps, request);
  const registration = await registrationIn(deps.table, session.id, request.params['registrationId']);
  if (!registration) throw new Refusal('not-found', 'There is no such registration.');
  return registration;
}
