import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { expiryOf } from '../../platform/table/expiry.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { PRESENCE_DUE, presenceDueKey, presenceDueListKey } from './attendance-keys.ts';

/** When the presence in a session is judged: soon after its end, and once more when no beat comes any more. */
const PresenceDue = z.object({ sessionId: z.string(), dueAt: z.string(), turn: z.enum(['end', 'late']) });
export type PresenceDue = z.infer<typeof PresenceDue>;

const itemOf = (table: Table, due: PresenceDue) => ({
  ...presenceDueKey(due.sessionId),
  ...presenceDueListKey(due.dueAt, due.sessionId),
  ...stamp('presence-due'),
  ...due,
  ...expiryOf(table, 'job', due.dueAt),
});

/** Notes that a session has presence; whoever notes it first says when it is due. */
export async function noteDue(table: Table, due: PresenceDue): Promise<void> {
  await wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: itemOf(table, due),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
}

/** Sets when it is due next. */
export async function putDue(table: Table, due: PresenceDue): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.name, Item: itemOf(table, due) }));
}

export async function dropDue(table: Table, sessionId: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: presenceDueKey(sessionId) }));
}

export async function getDue(table: Table, sessionId: string): Promise<PresenceDue | undefined> {
  const item = await getItem(table, presenceDueKey(sessionId));
  return item && readItem(PresenceDue, 'presence-due', item);
}

/** Sessions whose presence is due by an instant, the first one first. From the index, which may lag a moment. */
export async function sessionsDue(table: Table, by: string, limit: number): Promise<PresenceDue[]> {
  const { items } = await queryIndexPage(table, { partition: PRESENCE_DUE, from: '2', to: `${by}~`, limit });
  return items.map((item) => readItem(PresenceDue, 'presence-due', item));
}
