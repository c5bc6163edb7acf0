import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expiryOf } from '../../platform/table/expiry.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { AttendanceSummary } from '../domain/summary.ts';
import { summaryKey } from './attendance-keys.ts';

/** Keeps the numbers of a session. Only the judgement whose turn it is writes them. */
export async function putSummary(
  table: Table,
  sessionId: string,
  summary: AttendanceSummary,
  at: string,
): Promise<void> {
  const Item = {
    ...summaryKey(sessionId),
    ...stamp('attendance-summary'),
    ...summary,
    ...expiryOf(table, 'history', at),
  };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
}

/** The numbers of a session; undefined before anybody judged it. */
export async function getSummary(table: Table, sessionId: string): Promise<AttendanceSummary | undefined> {
  const item = await getItem(table, summaryKey(sessionId));
  return item && readItem(AttendanceSummary, 'attendance-summary', item);
}
