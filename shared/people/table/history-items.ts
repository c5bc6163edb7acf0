import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { HistoryEntry } from '../domain/history.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { historyKey, historyPartition } from './person-keys.ts';
import type { Key } from '../../platform/table/key.ts';
import { allPages } from '../../platform/table/all-pages.ts';
import { deleteItems } from '../../platform/table/delete-items.ts';
import { queryPage, type queryIndexPage } from '../../platform/table/query-page.ts';
import { putItems } from '../../platform/table/put-items.ts';
import type { Table } from '../../platform/table/table.ts';
import type { TransactItem } from '../../platform/table/transact.ts';

const keyOfEntry = ({ participantId, at, act, kind }: HistoryEntry): Key =>
  historyKey(participantId, at, act, kind);

const itemOf = (table: Table, entry: HistoryEntry) => ({
  ...keyOfEntry(entry),
  ...stamp('history'),
  ...entry,
  ...expiryOf(table, 'history', entry.at),
});

/** An entry as part of the transaction that it tells of. */
export function historyItem(table: Table, entry: HistoryEntry): TransactItem {
  return { Put: { TableName: table.name, Item: itemOf(table, entry) } };
}

/** Rewrites an entry, if it is still there. */
export async function rewriteHistory(table: Table, entry: HistoryEntry): Promise<void> {
  await wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: itemOf(table, entry),
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ),
  );
}

/** Writes entries of many people. Doing it again with the same instants and acts changes nothing. */
export async function putHistory(table: Table, entries: HistoryEntry[]): Promise<void> {
  // One BatchWriteItem may not name a key twice.
  const items = new Map(
    entries.map((entry) => itemOf(table, entry)).map((item) => [`${item.pk} ${item.sk}`, item]),
  );
  await putItems(table, [...items.values()]);
}

export const readHistory = (item: Record<string, unknown>): HistoryEntry =>
  readItem(HistoryEntry, 'history', item);

/** Everything that was noted in the history of an identity, in pages. Consistent. */
export async function* historyOf(table: Table, identityId: string): AsyncGenerator<HistoryEntry[]> {
  const query: typeof queryIndexPage = (on, request) => queryPage(on, { ...request, consistent: true });
  for await (const items of allPages(historyPartition(identityId), (request) => query(table, request), 'sk'))
    yield items.map(readHistory);
}

/** Deletes entries, whether they are there or not. */
export async function deleteHistory(table: Table, entries: HistoryEntry[]): Promise<void> {
  await deleteItems(table, entries.map(keyOfEntry));
}
