import * as z from 'zod';
import { Filter } from '../domain/filter.ts';
import { SavedFilter } from '../domain/saved-filter.ts';
import { foldText } from '../../platform/values/text/fold-text.ts';
import { getItems } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { savedFilterKey, savedFilterNameKey, savedFiltersPartition } from './saved-filter-keys.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';

/** The filter is kept as text: the table takes 32 levels, a filter of 20 has 40. */
const Stored = SavedFilter.extend({
  filter: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Filter),
});

const read = (item: Record<string, unknown>): SavedFilter => readItem(Stored, 'saved-filter', item);

/** Writes a new filter; false when its name (folded) is taken. */
export async function createSavedFilter(table: Table, saved: SavedFilter): Promise<boolean> {
  const outcome = await transact(table, [
    putName(table, saved),
    putFilter(table, saved, { ConditionExpression: 'attribute_not_exists(pk)' }),
  ]);
  return outcome.done;
}

/** Writes a filter's next state; `changed`: somebody wrote since it was read. */
export async function changeSavedFilter(
  table: Table,
  before: SavedFilter,
  next: SavedFilter,
): Promise<'done' | 'taken' | 'changed'> {
  const renamed = foldText(before.name) !== foldText(next.name);
  const outcome = await transact(table, [
    putFilter(table, next, asRead(before)),
    ...(renamed ? [putName(table, next), deleteName(table, before)] : []),
  ]);
  if (outcome.done) return 'done';
  return outcome.refused.some(({ index }) => index === 0) ? 'changed' : 'taken';
}

/** False: somebody wrote since it was read. */
export async function deleteSavedFilter(table: Table, saved: SavedFilter): Promise<boolean> {
  const outcome = await transact(table, [
    { Delete: { TableName: table.name, Key: savedFilterKey(saved.id), ...asRead(saved) } },
    deleteName(table, saved),
  ]);
  return outcome.done;
}

/** Those of the filters that exist, by id. */
export async function getSavedFilters(table: Table, ids: string[]): Promise<Map<string, SavedFilter>> {
  const items = await getItems(table, [...new Set(ids)].map(savedFilterKey));
  return new Map(items.map(read).map((saved) => [saved.id, saved]));
}

/** Saved filters, the newest first; `after` is the last one's id. */
export async function listSavedFilters(
  table: Table,
  after: string | undefined,
  limit: number,
): Promise<{ filters: SavedFilter[]; next?: string }> {
  // Names stand before ids in the partition: this way round they come last.
  const page = await queryPage(table, { partition: savedFiltersPartition, after, limit, newestFirst: true });
  const filters = page.items.filter((item) => item['entity'] === 'saved-filter').map(read);
  const last = filters.at(-1);
  // A page of long filters is cut before its limit.
  const isWithinFilters = filters.length === page.items.length;
  return { filters, ...(page.more && isWithinFilters && last && { next: last.id }) };
}

function putFilter(table: Table, saved: SavedFilter, condition: Condition): TransactItem {
  const item = { ...saved, filter: JSON.stringify(saved.filter) };
  return {
    Put: {
      TableName: table.name,
      Item: { ...savedFilterKey(saved.id), ...stamp('saved-filter'), ...item },
      ...condition,
    },
  };
}

interface Condition {
  ConditionExpression: string;
  ExpressionAttributeValues?: Record<string, unknown>;
}

const asRead = ({ version }: SavedFilter): Condition => ({
  ConditionExpression: 'version = :version',
  ExpressionAttributeValues: { ':version': version },
});

function putName(table: Table, { id, name }: SavedFilter): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: { ...savedFilterNameKey(foldText(name)), ...stamp('saved-filter-name'), filterId: id },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

function deleteName(table: Table, { id, name }: SavedFilter): TransactItem {
  return {
    Delete: {
      TableName: table.name,
      Key: savedFilterNameKey(foldText(name)),
      ConditionExpression: 'filterId = :id',
      ExpressionAttributeValues: { ':id': id },
    },
  };
}
