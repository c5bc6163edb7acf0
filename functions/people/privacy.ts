import { Confirmation, confirmInstruction } from './routes/privacy-routes.ts';
import { ParticipantId } from '../../shared/platform/values/ids.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { recordAudit } from '../../shared/history/table/audit-items.ts';
import { resolvePerson } from '../../shared/people/table/resolve-identity.ts';
import { beginBulk } from '../../shared/bulk/usecases/begin-bulk.ts';
import { subjectAccessReport } from '../../shared/privacy/usecases/subject-access-report.ts';
import { organizerAct } from '../../shared/people/usecases/organizer-act.ts';
import { jobView } from './jobs.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Rights of people by law: to get all that is known of them, and to be erased. */
export const privacyHandlers = {
  'GET /v1/participants/{participantId}/data': tellAll,
  'POST /v1/participants/{participantId}/erase': erase,
} satisfies PeopleHandlers;

async function tellAll(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const person = await findPerson(deps, request);
  const known = await subjectAccessReport(deps, person);
  const { at, act, actor } = organizerAct(deps, organizer);
  await recordAudit(deps.table, { at, id: act, actor, act: 'export of one person', what: person.id });
  return json(200, known, { 'content-disposition': `attachment; filename="${person.id}.json"` });
}

/** The erasure cannot be undone: the body repeats who is meant. */
async function erase(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const { confirm } = readJson(request, Confirmation);
  const person = await findPerson(deps, request);
  if (confirm.trim().toLowerCase() !== (person.email ?? person.id).toLowerCase() && confirm !== person.id) {
    throw new Refusal('invalid-input', confirmInstruction, [
      { field: 'confirm', code: 'not-confirmed', message: confirmInstruction },
    ]);
  }
  const order = { action: { type: 'erase' as const }, selection: { ids: [person.id] } };
  const job = await beginBulk(deps, order, organizer.id);
  if (!job) throw new Error('A new id was taken.');
  return json(202, jobView(job, deps.now()));
}

async function findPerson(deps: PeopleDeps, request: HttpRequest): Promise<Participant> {
  const person = await resolvePerson(deps.table, readId(request, 'participantId', ParticipantId));
  if (!person) throw new Refusal('not-found', 'There is no such participant.');
  return person;
}
