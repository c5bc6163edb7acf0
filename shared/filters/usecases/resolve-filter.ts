import { bindFilter, sessionNeeds, type SessionBook } from '../domain/bind-filter.ts';
import { checkFilter } from '../domain/check-filter.ts';
import type { VariableTypes } from '../domain/part-context.ts';
import type { BoundFilter, CheckedFilter } from '../domain/checked-filter.ts';
import { VARIABLE_PREFIX } from '../domain/filter-fields.ts';
import { Filter } from '../domain/filter.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { getSavedFilters } from '../table/saved-filter-items.ts';
import { datedSessionStarts, getSessionStarts, listSessionStarts } from '../table/session-starts.ts';
import type { Table } from '../../platform/table/table.ts';
import { listVariables } from '../../variables/table/variable-items.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';

export interface FilterDeps {
  table: Table;
  identityKey: Uint8Array;
}

export interface ResolvedFilter {
  /** The filter with the saved filters it names put in: this is what a job stores. */
  filter: Filter;
  /** The same, ready to be asked about people. */
  bound: BoundFilter;
}

/** Different saved filters that one filter may name. */
const MOST_SAVED = 10;
/**
 * The largest filter that can be stored: a job or a saved filter is one item of the table with 400 kB, and holds other
 * things as well.
 */
const MOST_BYTES = 300_000;
const AT_ONCE = 16;

/**
 * Checks a filter and looks up what it is about: saved filters, variables, sessions.
 * Refuses a wrong one with errors that name their place, from `path` on.
 */
export async function resolveFilter(
  deps: FilterDeps,
  filter: Filter = { all: [] },
  path = 'filter',
): Promise<ResolvedFilter> {
  const complete = await putSavedIn(deps.table, filter, path);
  if (Buffer.byteLength(JSON.stringify(complete)) > MOST_BYTES) {
    const message = `The filter, with the saved ones put in, is longer than ${MOST_BYTES / 1_000} kB.`;
    throw wrongFilter([{ field: path, code: 'too-large', message }]);
  }
  const variables = namesVariables(complete) ? await variableTypes(deps.table) : new Map();
  const check = checkFilter(complete, variables, path);
  if (!check.ok) throw wrongFilter(check.errors);
  const sessions = await openBook(deps.table, check.filter);
  return { filter: complete, bound: bindFilter(check.filter, deps.identityKey, sessions) };
}

/** The types of the variables that there are. */
export async function variableTypes(table: Table): Promise<VariableTypes> {
  return new Map((await listVariables(table)).map(({ name, type }) => [name, type]));
}

const wrongFilter = (errors: Refusal['errors']) =>
  new Refusal('invalid-input', 'The filter needs another look.', errors);

/** Replaces `{"saved": id}` by what was saved; saved filters name no others. */
async function putSavedIn(table: Table, filter: Filter, path: string): Promise<Filter> {
  const ids = savedIn(filter);
  if (ids.size === 0) return filter;
  if (ids.size > MOST_SAVED) {
    const message = `A filter may name at most ${MOST_SAVED} saved ones.`;
    throw wrongFilter([{ field: path, code: 'too-large', message }]);
  }
  const found = await getSavedFilters(table, [...ids]);
  const missing = [...ids].filter((id) => !found.has(id));
  if (missing.length > 0) {
    const message = `There is no saved filter ${missing.join(', ')}.`;
    throw wrongFilter([{ field: path, code: 'unknown-filter', message }]);
  }
  const complete = mapFilter(filter, (part) =>
    'saved' in part ? (found.get(part.saved)?.filter ?? part) : part,
  );
  // What is kept is read back by the same rules.
  const fits = Filter.safeParse(complete);
  if (fits.success) return complete;
  const message = 'With the saved filters put in, the filter is too large.';
  throw wrongFilter([{ field: path, code: 'too-large', message }]);
}

function savedIn(filter: Filter): Set<string> {
  const ids = new Set<string>();
  mapFilter(filter, (part) => {
    if ('saved' in part) ids.add(part.saved);
    return part;
  });
  return ids;
}

function namesVariables(filter: Filter): boolean {
  let names = false;
  mapFilter(filter, (part) => {
    names ||= 'field' in part && part.field.startsWith(VARIABLE_PREFIX);
    return part;
  });
  return names;
}

/** The filter with each of its conditions replaced. */
function mapFilter(filter: Filter, change: (part: Filter) => Filter): Filter {
  if ('all' in filter) return { all: filter.all.map((part) => mapFilter(part, change)) };
  if ('any' in filter) return { any: filter.any.map((part) => mapFilter(part, change)) };
  if ('not' in filter) return { not: mapFilter(filter.not, change) };
  return change(filter);
}

async function openBook(table: Table, filter: CheckedFilter): Promise<SessionBook> {
  const needs = sessionNeeds(filter);
  const sessionIds = [...needs.ids].filter((id) => id.startsWith('ses_'));
  const eventIds = [...needs.ids].filter((id) => id.startsWith('evt_'));
  const starts = await getSessionStarts(table, sessionIds);
  const named = new Map(starts.map((session) => [session.id, [session]]));
  await inParallel(eventIds, AT_ONCE, async (id) => {
    named.set(id, await listSessionStarts(table, id, {}));
  });
  return { named, dated: needs.dates === undefined ? [] : await datedSessionStarts(table, needs.dates) };
}
