import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { recalling } from '../../platform/table/recall.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { MOST_NOTICES, Notice } from '../domain/notice.ts';
import { noticeKey, NOTICES } from './notice-keys.ts';

const read = (item: Record<string, unknown>): Notice => readItem(Notice, 'notice', item);

export async function getNotice(table: Table, noticeId: string): Promise<Notice | undefined> {
  const item = await getItem(table, noticeKey(noticeId));
  return item && read(item);
}

/** What all organizers asked for, also those who want nothing any more. Consistent. */
export async function listNotices(table: Table): Promise<Notice[]> {
  const page = await queryPage(table, { partition: NOTICES, limit: MOST_NOTICES, consistent: true });
  return page.items.map(read);
}

const recall = recalling<Notice[]>();

/** The same, as it was a moment ago where that is asked for all the time. */
export const recentNotices = (table: Table, nowMs: number): Promise<Notice[]> =>
  recall(table, 'notices', nowMs, () => listNotices(table));

/** Writes what an organizer asks for, in place of what they asked for before. */
export async function setNotice(
  table: Table,
  { id, mail, webhook, updatedAt }: Omit<Notice, 'summarizedDay' | 'hasPosted'>,
): Promise<void> {
  const hasPosted = webhook && true;
  const remove = [...(mail ? [] : ['mail']), ...(webhook ? [] : ['webhook'])];
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: noticeKey(id),
      ...updateExpression({ set: { ...stamp('notice'), id, mail, webhook, hasPosted, updatedAt }, remove }),
    }),
  );
}

/** Notes that the summary of a day was made; false where a later one was. */
export const noteSummarized = (table: Table, noticeId: string, day: string): Promise<boolean> => {
  const update = updateExpression({ set: { summarizedDay: day } });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: noticeKey(noticeId),
        ...update,
        ConditionExpression:
          'attribute_exists(pk) AND (attribute_not_exists(#u_summarizedDay) OR #u_summarizedDay <= :u_summarizedDay)',
      }),
    ),
  );
};
