import { redactFilter } from '../../filters/domain/redact-filter.ts';
import type { ErasedPeople } from '../domain/erasure-matcher.ts';
import { erasedNamesOf } from './find-erased-names.ts';
import type { SavedFilter } from '../../filters/domain/saved-filter.ts';
import { changeSavedFilter, getSavedFilters } from '../../filters/table/saved-filter-items.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * Removes a person from a saved filter that names them; if the filter's own name does, it becomes its id. Answers whether
 * one did.
 */
export async function redactSavedFilter(
  { table, identityKey }: { table: Table; identityKey: Uint8Array },
  read: SavedFilter,
  hunted: ErasedPeople,
): Promise<boolean> {
  const naming = erasedNamesOf(hunted, identityKey);
  for (let saved: SavedFilter | undefined = read; saved;) {
    const { id, name, filter, version }: SavedFilter = saved;
    const forgotten = redactFilter(filter, naming);
    const isNamed = naming.names(name);
    if (!isNamed && JSON.stringify(forgotten) === JSON.stringify(filter)) return false;
    const next = { ...saved, name: isNamed ? id : name, filter: forgotten, version: version + 1 };
    const outcome = await changeSavedFilter(table, saved, next);
    if (outcome === 'done') return true;
    if (outcome === 'taken') throw new Error(`The id of ${id} is the name of another filter.`);
    saved = (await getSavedFilters(table, [id])).get(id);
  }
  return false;
}
