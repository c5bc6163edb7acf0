import { MappingDraft } from './routes/mapping-routes.ts';
import { newId, SavedMappingId } from '../../shared/platform/values/ids.ts';
import { Refusal } from '../../shared/platform/problems/refusal.ts';
import { json } from '../../shared/platform/runtime/http-function.ts';
import {
  readId,
  readJson,
  type HttpReply,
  type HttpRequest,
} from '../../shared/platform/runtime/http-request.ts';
import { listReply, readListPosition } from '../../shared/platform/runtime/list-page.ts';
import {
  deleteSavedMapping,
  listSavedMappings,
  putSavedMapping,
} from '../../shared/imports/table/saved-mapping-items.ts';
import { checkOptions } from './check-options.ts';
import type { FileDeps } from './deps.ts';

/** Saved mappings, newest first; imports take the id of one. */
export async function listMappings(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const keys = await deps.linkKeys();
  const { limit, position } = readListPosition(request, keys, 'mappings', SavedMappingId);
  const { mappings, next } = await listSavedMappings(deps.table, position, limit);
  return listReply(keys, 'mappings', mappings, next);
}

export async function saveMapping(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  const draft = readJson(request, MappingDraft);
  await checkOptions(deps, { mapping: draft.mapping });
  const now = deps.now();
  const saved = { id: newId('map', now, deps.random), ...draft, createdAt: new Date(now).toISOString() };
  await putSavedMapping(deps.table, saved);
  return json(201, saved);
}

export async function deleteMapping(deps: FileDeps, request: HttpRequest): Promise<HttpReply> {
  if (!(await deleteSavedMapping(deps.table, readId(request, 'mappingId', SavedMappingId))))
    throw new Refusal('not-found', 'There is no such mapping.');
  return { status: 204 };
}
