import { NamedIdentity, PersonPatch, ReleasedAddress } from './routes/person-act-routes.ts';
import { ParticipantId } from '../../shared/platform/values/ids.ts';
import type { Participant } from '../../shared/people/domain/participant.ts';
import { PersonDraft } from '../../shared/people/domain/person-change.ts';
import { isAllowed, requirePermission } from '../../shared/platform/access/role.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readId, readJson, readVersion, type HttpReply } from '../../shared/platform/runtime/http-request.ts';
import { addPerson } from '../../shared/people/usecases/add-person.ts';
import { blockPerson } from '../../shared/people/usecases/block-person.ts';
import { changePerson } from '../../shared/people/usecases/change-person.ts';
import { changeWithEmail } from '../../shared/people/usecases/change-with-email.ts';
import { deletePerson, restorePerson } from '../../shared/people/usecases/delete-person.ts';
import { releaseAddress } from '../../shared/people/usecases/release-address.ts';
import {
  namedIdentity,
  unblockIdentity,
  type Unblocked,
} from '../../shared/people/usecases/unblock-identity.ts';
import { organizerAct } from '../../shared/people/usecases/organizer-act.ts';
import { recordAudit } from '../../shared/history/table/audit-items.ts';
import type { Act, PeopleDeps as ActDeps } from '../../shared/people/usecases/person-act.ts';
import { participantView } from './participant-view.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Acts of organizers on one person. */
export const personActHandlers = {
  'POST /v1/participants': create,
  'PATCH /v1/participants/{participantId}': change,
  'DELETE /v1/participants/{participantId}': acting('delete', deletePerson),
  'POST /v1/participants/{participantId}/restore': acting('restore', restorePerson),
  'POST /v1/participants/{participantId}/block': acting('block', blockPerson),
  'POST /v1/participants/{participantId}/unblock': (deps: PeopleDeps, request: OrganizerRequest) =>
    unblock(deps, request, () => readId(request, 'participantId', ParticipantId)),
  'POST /v1/participants/unblock': (deps: PeopleDeps, request: OrganizerRequest) =>
    unblock(deps, request, ({ identityKey }) => namedIdentity(identityKey, readJson(request, NamedIdentity))),
  'POST /v1/participants/{participantId}/release-address': (deps: PeopleDeps, request: OrganizerRequest) =>
    actOn(deps, request, 'release address', (known, id, act) =>
      releaseAddress(known, id, readJson(request, ReleasedAddress).email, act),
    ),
} satisfies PeopleHandlers;

type PersonAct = (deps: ActDeps, id: string, act: Act) => Promise<Participant>;

function acting(word: string, act: PersonAct) {
  return (deps: PeopleDeps, request: OrganizerRequest) => actOn(deps, request, word, act);
}

async function create(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const draft = readJson(request, PersonDraft);
  const source = organizer.isMachine === true ? 'api' : 'manual';
  const person = await addPerson(await opened(deps), draft, source, organizerAct(deps, organizer));
  return reply(deps, 201, person, { location: `/v1/participants/${person.id}` });
}

async function change(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const id = readId(request, 'participantId', ParticipantId);
  const { email, merge, ...wanted } = readJson(request, PersonPatch);
  if (merge === true) requirePermission(organizer, 'people:merge');
  const act = organizerAct(deps, organizer);
  const known = await opened(deps);
  const mayBlock = isAllowed(organizer, 'people:block');
  const seenVersion = readVersion(request);
  if (email === undefined)
    return reply(deps, 200, await changePerson(known, id, wanted, act, { seenVersion, mayBlock }));
  const asked = { email, merge, mayBlock, others: wanted };
  const { person, jobId } = await changeWithEmail(known, id, asked, act, seenVersion);
  return reply(deps, 200, person, {}, jobId === undefined ? {} : { mergeJobId: jobId });
}

async function actOn(
  deps: PeopleDeps,
  request: OrganizerRequest,
  word: string,
  act: PersonAct,
): Promise<HttpReply> {
  const { organizer } = request;
  const id = readId(request, 'participantId', ParticipantId);
  const doing = organizerAct(deps, organizer);
  const person = await act(await opened(deps), id, doing);
  await record(deps, doing, word, person.id);
  return reply(deps, 200, person);
}

/** Of somebody who was erased there is nothing to answer but that. */
async function unblock(
  deps: PeopleDeps,
  request: OrganizerRequest,
  identityOf: (known: ActDeps) => string,
): Promise<HttpReply> {
  const { organizer } = request;
  const doing = organizerAct(deps, organizer);
  const known = await opened(deps);
  const { id, person }: Unblocked = await unblockIdentity(known, identityOf(known), doing);
  await record(deps, doing, 'unblock', id);
  return person ? reply(deps, 200, person) : json(200, { id, status: 'erased' });
}

function record(deps: PeopleDeps, { at, act: id, actor }: Act, word: string, what: string): Promise<void> {
  return recordAudit(deps.table, { at, id, actor, act: word, what, count: 1 });
}

async function reply(
  deps: PeopleDeps,
  status: number,
  person: Participant,
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Promise<HttpReply> {
  return json(
    status,
    { ...(await participantView(deps.table, person)), ...more },
    { ...headers, etag: `"${person.version}"` },
  );
}

const opened = async (deps: PeopleDeps): Promise<ActDeps> => ({
  ...deps,
  identityKey: await deps.identityKey(),
});
