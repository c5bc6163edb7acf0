import { ShardPlace } from '../../shared/domain/shard-place.ts';
import { ParticipantId } from '../../shared/domain/ids.ts';
import type { Participant } from '../../shared/domain/participant.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { participantStatus } from '../../shared/domain/wish.ts';
import { json, type Routes } from '../../shared/runtime/http-function.ts';
import {
  readId,
  readOrganizer,
  type HttpReply,
  type HttpRequest,
} from '../../shared/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/runtime/list-page.ts';
import { getParticipant, listParticipants } from '../../shared/table/participant-items.ts';
import type { PeopleDeps } from './routes.ts';
import { FIRST_SHARD } from '../../shared/table/walk-shards.ts';

/** Participants, as organizers see them. */
export function participantRoutes(deps: PeopleDeps): Routes {
  return {
    'GET /v1/participants': (request) => listPeople(deps, request),
    'GET /v1/participants/{participantId}': (request) => showPerson(deps, request),
  };
}

async function listPeople(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  readOrganizer(request, deps.roleClaim);
  const unknown = Object.keys(request.query).filter((name) => name !== 'limit' && name !== 'cursor');
  if (unknown.length > 0) throw notAFilter(unknown);
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'participants', ShardPlace);
  const { participants, next } = await listParticipants(deps.table, position ?? FIRST_SHARD, limit);
  return listReply(keys, 'participants', participants.map(participantView), next);
}

/** A filter that is ignored would show everybody where some were asked for. */
function notAFilter(names: string[]): Refusal {
  const errors = names.map((field) => ({
    field,
    code: 'unknown-field',
    message: 'This list has no such filter.',
  }));
  return new Refusal('invalid-input', 'Participants cannot be filtered by this yet.', errors);
}

async function showPerson(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  readOrganizer(request, deps.roleClaim);
  const person = await getParticipant(deps.table, readId(request, 'participantId', ParticipantId));
  if (!person) throw new Refusal('not-found', 'There is no such participant.');
  return json(200, participantView(person));
}

function participantView(person: Participant): Record<string, unknown> {
  const {
    id,
    email,
    firstName,
    lastName,
    phone,
    company,
    source,
    utm,
    locale,
    timeZone,
    firstSeenAt,
    lastSeenAt,
    createdAt,
  } = person;
  return {
    ...{ id, email, firstName, lastName, phone, company, source },
    status: participantStatus(person),
    inviteType: 'email',
    ...{ groups: [], variables: {}, utm: utm ?? {}, locale, timeZone, firstSeenAt, lastSeenAt, createdAt },
  };
}
