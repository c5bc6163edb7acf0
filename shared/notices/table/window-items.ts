import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryListPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { NOTICE_WINDOWS, windowKey, windowListKey } from './notice-keys.ts';

const WindowItem = z.object({ eventIds: z.set(z.string()).optional() });

/** Which window of whom; `until` is its end (ISO 8601). */
export interface NoticeWindow {
  noticeId: string;
  until: string;
}

const KEPT_SECONDS = 3 * 24 * 3600;

/** Notes that an event's acts are to be told at the end of a window; true for whoever opens it. */
export async function openWindow(
  table: Table,
  { noticeId, until }: NoticeWindow,
  eventId: string,
): Promise<boolean> {
  const expiresAt = Math.floor(Date.parse(until) / 1000) + KEPT_SECONDS;
  const set = { ...stamp('notice-window'), ...windowListKey(noticeId, until), expiresAt };
  const { Attributes } = await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: windowKey(noticeId, until),
      ...updateExpression({ set, addTo: { eventIds: eventId } }),
      ReturnValues: 'ALL_OLD',
    }),
  );
  // Whoever gets no answer and asks again finds their own: then the sweeper sees to the window.
  return Attributes?.['entity'] === undefined;
}

/** The events of a window that has yet to be told; undefined once it was. Consistent. */
export async function eventsOfWindow(
  table: Table,
  { noticeId, until }: NoticeWindow,
): Promise<string[] | undefined> {
  const item = await getItem(table, windowKey(noticeId, until));
  const { eventIds } = item ? readItem(WindowItem, 'notice-window', item) : {};
  return eventIds && [...eventIds].sort();
}

/** Of a window that was told nothing is left but that it was there, until it goes by itself. */
export async function closeWindow(table: Table, { noticeId, until }: NoticeWindow): Promise<void> {
  const expiresAt = Math.floor(Date.parse(until) / 1000) + KEPT_SECONDS;
  const set = { ...stamp('notice-window'), expiresAt };
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: windowKey(noticeId, until),
      ...updateExpression({ set, remove: ['eventIds', 'gsi2pk', 'gsi2sk'] }),
    }),
  );
}

/** Windows that ended before an instant and were not told; the oldest first. */
export async function windowsBefore(table: Table, before: string, limit: number): Promise<NoticeWindow[]> {
  const page = await queryListPage(table, { partition: NOTICE_WINDOWS, from: ' ', to: before, limit });
  return page.items.map((item) => {
    const [until = '', noticeId = ''] = String(item['gsi2sk']).split('#');
    return { noticeId, until };
  });
}
