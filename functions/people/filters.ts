import { FilterChange, FilterDraft } from './routes/filter-routes.ts';
import { SavedFilterId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { type SavedFilter } from '../../shared/filters/domain/saved-filter.ts';
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
import { listSavedFilters } from '../../shared/filters/table/saved-filter-items.ts';
import {
  changeFilter,
  findSavedFilter,
  removeFilter,
  saveFilter,
} from '../../shared/filters/usecases/save-filter.ts';
import type { PeopleDeps, PeopleHandlers } from './deps.ts';

/** Saved filters; lists, exports and bulk actions take `{"saved": id}` for them. */
export const filterHandlers = {
  'GET /v1/filters': listFilters,
  'POST /v1/filters': createFilter,
  'PATCH /v1/filters/{filterId}': patchFilter,
  'DELETE /v1/filters/{filterId}': deleteFilter,
} satisfies PeopleHandlers;

const depsOf = async (deps: PeopleDeps) => ({ ...deps, identityKey: await deps.identityKey() });

async function listFilters(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'filters', SavedFilterId);
  const { filters, next } = await listSavedFilters(deps.table, position, limit);
  return listReply(keys, 'filters', filters, next);
}

async function createFilter(deps: PeopleDeps, request: OrganizerRequest): Promise<HttpReply> {
  const { organizer } = request;
  const saved = await saveFilter(await depsOf(deps), readJson(request, FilterDraft), organizer.id);
  return reply(201, saved, { location: `/v1/filters/${saved.id}` });
}

async function patchFilter(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  const saved = await findFilter(deps, request);
  return reply(200, await changeFilter(await depsOf(deps), saved, readJson(request, FilterChange)));
}

async function deleteFilter(deps: PeopleDeps, request: HttpRequest): Promise<HttpReply> {
  await removeFilter(deps.table, await findFilter(deps, request));
  return { status: 204 };
}

/** The filter that is to be changed, as the caller has seen it. */
async function findFilter(deps: PeopleDeps, request: HttpRequest): Promise<SavedFilter> {
  const saved = await findSavedFilter(deps.table, readId(request, 'filterId', SavedFilterId));
  const seen = readVersion(request);
  if (seen !== undefined && seen !== saved.version)
    throw new Refusal('conflict', 'Somebody changed this filter in between. Read it again.');
  return saved;
}

const reply = (status: number, saved: SavedFilter, headers: Record<string, string> = {}): HttpReply =>
  json(status, saved, { etag: `"${saved.version}"`, ...headers });
