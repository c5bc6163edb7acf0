import * as z from 'zod';
import {
  DuplicatesJob,
  DuplicatesRequest,
  type DuplicatesGroup,
} from '../../shared/merging/domain/duplicates-job.ts';
import { DuplicatesJobId, newId } from '../../shared/platform/values/ids.ts';
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
import { listReply, readListPosition, sealPosition } from '../../shared/platform/runtime/list-page.ts';
import { listDuplicates } from '../../shared/merging/table/duplicates-items.ts';
import { createJob, getJob, listJobs } from '../../shared/jobs/table/job-items.ts';
import { getParticipants } from '../../shared/people/table/participant-items.ts';
import { participantViews } from './participant-view.ts';
import type { DuplicateGroup, DuplicatesView } from './routes/duplicates-routes.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** People who may be one person; organizers look and merge, nothing is merged by itself. */
export const duplicatesHandlers = {
  'POST /v1/duplicates': begin,
  'GET /v1/duplicates': listSearches,
  'GET /v1/duplicates/{duplicatesId}': (deps: PeopleDeps, request: HttpRequest) =>
    show(deps, request, 'duplicatesId'),
  'POST /v1/doubles': begin,
  'GET /v1/doubles': listSearches,
  'GET /v1/doubles/{doublesId}': (deps: PeopleDeps, request: HttpRequest) => show(deps, request, 'doublesId'),
} satisfies PeopleHandlers;

async function begin(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const job: DuplicatesJob = {
    kind: DuplicatesJob.shape.kind.value,
    ...(request.body.length > 0 && readJson(request, DuplicatesRequest)),
    id: newId('dbl', deps.now(), deps.random),
    status: 'waiting',
    createdAt: new Date(deps.now()).toISOString(),
    createdBy: organizer.id,
    version: 1,
    idleSlices: 0,
    attempts: 0,
    pass: 1,
    counts: { looked: 0, groups: 0 },
    isCut: false,
  };
  await createJob(deps.table, job);
  return json(202, jobView(job), { location: `${pathOf(request)}/${job.id}` });
}

/** A caller who uses the former name gets links with it. */
const pathOf = ({ routeKey }: HttpRequest): string => routeKey.slice('POST '.length);

async function listSearches(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'doubles', z.string());
  const { jobs, next } = await listJobs(deps.table, DuplicatesJob, position, limit);
  return listReply(keys, 'doubles', jobs.map(jobView), next);
}

/** Pages of groups hold whole people, so they are short. */
const MOST_ON_PAGE = 50;

/** The search, and a page of what it found; who was merged or deleted since is left out. */
async function show(
  deps: PeopleDeps,
  request: HttpRequest,
  param: 'duplicatesId' | 'doublesId',
): Promise<HttpReply> {
  const job = await getJob(deps.table, readId(request, param, DuplicatesJobId), DuplicatesJob);
  if (!job) throw new Refusal('not-found', 'There is no such search for doubles.');
  const keys = await deps.linkKeys();
  const list = `doubles ${job.id}`;
  const { limit, position } = readListPosition(request, keys, list, z.string());
  if (job.status !== 'done') return json(200, { ...jobView(job), items: [] });
  const { groups, next } = await listDuplicates(deps.table, job.id, position, Math.min(limit, MOST_ON_PAGE));
  const items = await groupViews(deps, groups);
  return json(200, {
    ...jobView(job),
    items,
    ...(next !== undefined && { cursor: sealPosition(keys, list, next) }),
  });
}

async function groupViews(deps: PeopleDeps, groups: DuplicatesGroup[]): Promise<DuplicateGroup[]> {
  const ids = [...new Set(groups.flatMap((group) => group.ids))];
  const found = await getParticipants(deps.table, ids);
  const people = [...found.values()].filter((person: Participant) => person.deletedAt === undefined);
  const views = await participantViews(deps.table, people);
  const byId = new Map(people.map((person, index) => [person.id, views[index]]));
  return groups.flatMap((group) => {
    const left = group.ids.flatMap((id) => byId.get(id) ?? []);
    if (left.length < 2) return [];
    return [{ reasons: group.reasons, people: left, total: group.total - group.ids.length + left.length }];
  });
}

function jobView(job: DuplicatesJob): DuplicatesView {
  const { id, status, reason, detail, homeCountryCode, pass, counts, isCut } = job;
  const { createdAt, createdBy, finishedAt } = job;
  return {
    ...{ id, status, reason, detail, homeCountryCode, pass, counts, isCut },
    ...{ createdAt, createdBy, finishedAt },
  };
}
