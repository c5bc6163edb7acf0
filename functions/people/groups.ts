import * as z from 'zod';
import { GroupDraft, type GroupView } from './routes/group-routes.ts';
import { type Group } from '../../shared/groups/domain/group.ts';
import { GroupId, newId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import type { OrganizerRequest } from '../../shared/platform/runtime/route.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  readVersion,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import {
  createGroup,
  getGroup,
  groupSize,
  listGroups,
  renameGroup,
} from '../../shared/groups/table/group-items.ts';
import { deleteGroup } from '../../shared/bulk/usecases/delete-group.ts';
import { refuseUsedGroup } from '../../shared/filters/usecases/refuse-used.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Named lists of participants. */
export const groupHandlers = {
  'GET /v1/groups': listAll,
  'POST /v1/groups': create,
  'GET /v1/groups/{groupId}': show,
  'PATCH /v1/groups/{groupId}': rename,
  'DELETE /v1/groups/{groupId}': dissolve,
} satisfies PeopleHandlers;

async function listAll(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'groups', z.string());
  const { groups, next } = await listGroups(deps.table, position, limit);
  return listReply(keys, 'groups', await Promise.all(groups.map((group) => groupView(deps, group))), next);
}

async function create(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const outcome = await createGroup(deps.table, {
    id: newId('grp', deps.now(), deps.random),
    name: readJson(request, GroupDraft).name,
    createdAt: new Date(deps.now()).toISOString(),
    createdBy: organizer.id,
    version: 1,
  });
  if ('takenBy' in outcome) throw nameTaken(outcome.takenBy);
  return reply(deps, 201, outcome.group, { location: `/v1/groups/${outcome.group.id}` });
}

async function show(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  return reply(deps, 200, await findGroup(deps, request));
}

async function rename(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const { name } = readJson(request, GroupDraft);
  const outcome = await renameGroup(deps.table, await findSeen(deps, request), name);
  if (outcome === 'changed') throw changedMeanwhile();
  if ('takenBy' in outcome) throw nameTaken(outcome.takenBy);
  return reply(deps, 200, outcome.group);
}

/** Deletes a group: it is gone at once, and a job takes it out of its members. */
async function dissolve(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const group = await findSeen(deps, request);
  await refuseUsedGroup(deps.table, group.id);
  const job = await deleteGroup(deps, group, organizer.id);
  if (!job) throw changedMeanwhile();
  return json(200, { id: group.id, name: group.name, deleted: true, jobId: job.id });
}

async function findSeen(deps: PeopleDeps, request: HttpRequest): Promise<Group> {
  const group = await findGroup(deps, request);
  if ((readVersion(request) ?? group.version) !== group.version) throw changedMeanwhile();
  return group;
}

async function findGroup(deps: PeopleDeps, request: HttpRequest): Promise<Group> {
  const group = await getGroup(deps.table, readId(request, 'groupId', GroupId));
  if (!group) throw new Refusal('not-found', 'There is no such group.');
  return group;
}

async function reply(
  deps: PeopleDeps,
  status: number,
  group: Group,
  headers: Record<string, string> = {},
): Promise<HttpReply> {
  return json(status, await groupView(deps, group), { ...headers, etag: `"${group.version}"` });
}

async function groupView(deps: PeopleDeps, group: Group): Promise<GroupView> {
  const { id, name, createdAt } = group;
  return { id, name, members: await groupSize(deps.table, id), createdAt };
}

function nameTaken(existingId: string): Refusal {
  const message = `The group ${existingId} has this name.`;
  return new Refusal('conflict', message, [{ field: 'name', code: 'exists', message }], { existingId });
}

function changedMeanwhile(): Refusal {
  return new Refusal(
    'conflict',
    'Somebody changed this group in the meantime. Read it again and repeat your change.',
  );
}
