/**
 * Keys of saved filters.
 *
 * | what                       | where                        | item              |
 * | -------------------------- | ---------------------------- | ----------------- |
 * | saved filters              | FILTERS / <filter>           | saved-filter      |
 * | the saved filter of a name | FILTERS / NAME#<folded name> | saved-filter-name |
 */
import type { Key } from '../../platform/table/key.ts';

export const savedFiltersPartition = 'FILTERS';
export const savedFilterKey = (filterId: string): Key => ({ pk: savedFiltersPartition, sk: filterId });
export const savedFilterNameKey = (foldedName: string): Key => ({
  pk: savedFiltersPartition,
  sk: `NAME#${foldedName}`,
});
