import { HistoryEntry } from '../domain/history.ts';
import { readItem, stamp } from './item.ts';
import { historyKey } from './keys.ts';
import { putItems } from './put-items.ts';
import type { Table } from './table.ts';
import type { TransactItem } from './transact.ts';

const itemOf = (entry: HistoryEntry) => ({
  ...historyKey(entry.participantId, entry.at, entry.act, entry.kind),
  ...stamp('history'),
  ...entry,
});

/** An entry as part of the transaction that it tells of. */
export function historyItem(table: Table, entry: HistoryEntry): TransactItem {
  return { Put: { TableName: table.name, Item: itemOf(entry) } };
}

/** Writes entries of many people. Doing it again with the same instants and acts changes nothing. */
export async function putHistory(table: Table, entries: HistoryEntry[]): Promise<void> {
  // One BatchWriteItem may not name a key twice.
  const items = new Map(entries.map(itemOf).map((item) => [`${item.pk} ${item.sk}`, item]));
  await putItems(table, [...items.values()]);
}

export const readHistory = (item: Record<string, unknown>): HistoryEntry =>
  readItem(HistoryEntry, 'history', item);
