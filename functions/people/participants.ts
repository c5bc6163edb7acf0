import { ParticipantId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/values/refusal.ts';
import { json, type Routes } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readOrganizer,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { participantView } from './participant-view.ts';
import { listPeople } from './list-participants.ts';
import type { PeopleDeps } from './deps.ts';

/** Participants, as organizers see them. */
export function participantRoutes(deps: PeopleDeps): Routes {
  return {
    'GET /v1/participants': (request) => listPeople(deps, request),
    'GET /v1/participants/{participantId}': (request) => showPerson(deps, request),
  };
}

async function showPerson(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  readOrganizer(request, deps.roleClaim);
  const person = await resolvePerson(deps.table, readId(request, 'participantId', ParticipantId));
  if (!person) throw new Refusal('not-found', 'There is no such participant.');
  return json(200, await participantView(deps.table, person), { etag: `"${person.version}"` });
}
