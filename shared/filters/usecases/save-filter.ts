import type { Filter } from '../domain/filter.ts';
import { newId } from '../../platform/values/ids.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import type { SavedFilter } from '../domain/saved-filter.ts';
import {
  changeSavedFilter,
  createSavedFilter,
  deleteSavedFilter,
  getSavedFilters,
} from '../table/saved-filter-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { resolveFilter, type FilterDeps } from './resolve-filter.ts';

export interface SavedFilterDeps extends FilterDeps {
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

export interface SavedFilterDraft {
  name: string;
  filter: Filter;
}

/** Saves a filter that is valid now under a name that is free. Saved filters it names are put in as they are now. */
export async function saveFilter(
  deps: SavedFilterDeps,
  draft: SavedFilterDraft,
  createdBy: string,
): Promise<SavedFilter> {
  const { filter } = await resolveFilter(deps, draft.filter);
  const now = deps.now();
  const id = newId('flt', now, deps.random);
  const createdAt = new Date(now).toISOString();
  const saved = { id, name: draft.name, filter, createdAt, createdBy, version: 1 };
  if (!(await createSavedFilter(deps.table, saved))) throw taken();
  return saved;
}

export async function changeFilter(
  deps: FilterDeps,
  saved: SavedFilter,
  change: { name?: string | undefined; filter?: Filter | undefined },
): Promise<SavedFilter> {
  const { filter } = change.filter ? await resolveFilter(deps, change.filter) : saved;
  const next = { ...saved, name: change.name ?? saved.name, filter, version: saved.version + 1 };
  switch (await changeSavedFilter(deps.table, saved, next)) {
    case 'done':
      return next;
    case 'taken':
      throw taken();
    case 'changed':
      throw changed();
  }
}

export async function removeFilter(table: Table, saved: SavedFilter): Promise<void> {
  if (!(await deleteSavedFilter(table, saved))) throw changed();
}

export async function findSavedFilter(table: Table, id: string): Promise<SavedFilter> {
  const saved = (await getSavedFilters(table, [id])).get(id);
  if (!saved) throw new Refusal('not-found', 'There is no such filter.');
  return saved;
}

const taken = () =>
  new Refusal('conflict', 'Another filter has this name.', [
    { field: 'name', code: 'name-taken', message: 'Another filter has this name.' },
  ]);
const changed = () => new Refusal('conflict', 'Somebody changed this filter in between. Read it again.');
