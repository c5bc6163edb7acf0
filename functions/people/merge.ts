import { MergeBody } from './routes/person-act-routes.ts';
import { ParticipantId } from '../../shared/platform/values/ids.ts';
import { isAllowed } from '../../shared/platform/access/role.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import { readId, readJson, readVersion, type HttpReply } from '../../shared/platform/runtime/http-request.ts';
import { mergeInto } from '../../shared/people/usecases/merge-into.ts';
import { participantView } from './participant-view.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

export const mergeHandlers = {
  'POST /v1/participants/{participantId}/merge': merge,
} satisfies PeopleHandlers;

/** The person of the path becomes part of the one in the body; answers that one, and the job that moves the rest. */
async function merge(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const otherId = readId(request, 'participantId', ParticipantId);
  const { into } = readJson(request, MergeBody);
  const { person, jobId } = await mergeInto(
    { ...deps, identityKey: await deps.identityKey() },
    {
      ...{ otherId, survivorId: into, by: organizer.id, origin: 'api', otherVersion: readVersion(request) },
      mayBlock: isAllowed(organizer, 'people:block'),
    },
  );
  return json(
    200,
    { ...(await participantView(deps.table, person)), mergeJobId: jobId },
    { etag: `"${person.version}"` },
  );
}
