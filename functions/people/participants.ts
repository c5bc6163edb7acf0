import { ParticipantId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readId, type HttpReply, type HttpRequest } from '../../shared/platform/runtime/http-request.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { participantView } from './participant-view.ts';
import { listPeople } from './list-participants.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Participants, as organizers see them. */
export const participantHandlers = {
  'GET /v1/participants': listPeople,
  'GET /v1/participants/{participantId}': showPerson,
} satisfies PeopleHandlers;

async function showPerson(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const person = await resolvePerson(deps.table, readId(request, 'participantId', ParticipantId));
  if (!person) throw new Refusal('not-found', 'There is no such participant.');
  return json(200, await participantView(deps.table, person), { etag: `"${person.version}"` });
}
