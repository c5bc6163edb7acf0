import { conditionsOfFilter } from '../domain/conditions-of-filter.ts';
import type { FilterCondition } from '../domain/filter.ts';
import { VARIABLE_PREFIX } from '../domain/filter-fields.ts';
import { Refusal } from '../../platform/problems/refusal.ts';
import { listSavedFilters } from '../table/saved-filter-items.ts';
import type { Table } from '../../platform/table/table.ts';

const PAGE = 100;
const MOST_NAMED = 10;

/** Refuses to delete a variable that a saved filter uses: the filter would silently find nobody any more. */
export async function refuseUsedVariable(table: Table, variable: string): Promise<void> {
  await refuseUsed(table, 'variable', ({ field }) => field === VARIABLE_PREFIX + variable);
}

/** The same of a group: a filter for those who are not in it would find everybody. */
export async function refuseUsedGroup(table: Table, groupId: string): Promise<void> {
  await refuseUsed(table, 'group', asksForGroup(groupId));
}

/** Whether a saved filter asks for a group. */
export async function isGroupUsed(table: Table, groupId: string): Promise<boolean> {
  return (await filtersUsing(table, asksForGroup(groupId))).length > 0;
}

const asksForGroup =
  (groupId: string) =>
  ({ field, value }: FilterCondition): boolean =>
    field === 'group' && [value].flat().includes(groupId);

async function refuseUsed(
  table: Table,
  what: 'variable' | 'group',
  uses: (condition: FilterCondition) => boolean,
): Promise<void> {
  const names = await filtersUsing(table, uses);
  if (names.length === 0) return;
  const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const message = `Saved filters use this ${what}: ${shown.join(', ')}${rest}. Change or delete them first.`;
  throw new Refusal('conflict', message, [{ field: 'name', code: 'used', message }]);
}

/** The names of the saved filters with such a condition. */
async function filtersUsing(table: Table, uses: (condition: FilterCondition) => boolean): Promise<string[]> {
  const names: string[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await listSavedFilters(table, after, PAGE);
    const using = page.filters.filter(({ filter }) => conditionsOfFilter(filter).some(uses));
    names.push(...using.map(({ name }) => name));
    after = page.next;
  }
  return names;
}
