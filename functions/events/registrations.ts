import { ShardPlace } from '../../shared/domain/shard-place.ts';
import { parseRegistrationId, registrationId, type Registration } from '../../shared/domain/registration.ts';
import { readOrganizer, type HttpReply, type HttpRequest } from '../../shared/runtime/http-request.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { requirePermission } from '../../shared/domain/role.ts';
import { json } from '../../shared/runtime/http-function.ts';
import { listReply, readListPosition } from '../../shared/runtime/list-page.ts';
import { getRegistration, listRegistrations } from '../../shared/table/registration-items.ts';
import { cancelRegistration } from '../../shared/usecases/cancel-registration.ts';
import { FIRST_SHARD } from '../../shared/table/walk-shards.ts';
import type { EventDeps } from './routes.ts';
import { findSession } from './sessions.ts';

/** Who is registered for a session, shard by shard: stable, not sorted. */
export async function listSessionRegistrations(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  readOrganizer(request, deps.roleClaim);
  const session = await findSession(deps, request);
  const keys = await deps.linkKeys();
  const list = `registrations ${session.id}`;
  const { limit, position } = readListPosition(request, keys, list, ShardPlace);
  const { registrations, next } = await listRegistrations(
    deps.table,
    session.id,
    position ?? FIRST_SHARD,
    limit,
  );
  return listReply(keys, list, registrations.map(registrationView), next);
}

function registrationView(registration: Registration): Record<string, unknown> {
  const { participantId, sessionId, eventId, email, status, source, answers, consent, createdAt } =
    registration;
  const attendance = { state: 'unknown', seconds: 0, share: 0 };
  return {
    id: registrationId(registration),
    participantId,
    sessionId,
    eventId,
    email,
    status,
    source,
    answers,
    consent,
    createdAt,
    attendance,
  };
}

/** Takes one registration back. */
export async function cancelOne(deps: EventDeps, request: HttpRequest): Promise<HttpReply> {
  requirePermission(readOrganizer(request, deps.roleClaim), 'events:write');
  const session = await findSession(deps, request);
  const key = parseRegistrationId(request.params['registrationId'] ?? '');
  const registration =
    key?.sessionId === session.id
      ? await getRegistration(deps.table, session.id, key.participantId)
      : undefined;
  if (!registration) throw new Refusal('not-found', 'There is no such registration.');
  await cancelRegistration(deps.table, registration);
  return json(
    200,
    registrationView(
      (await getRegistration(deps.table, session.id, registration.participantId)) ?? registration,
    ),
  );
}
