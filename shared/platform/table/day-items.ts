import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { dayKey } from './day-keys.ts';
import { wasWritten } from './failures.ts';
import { stamp } from './item.ts';
import type { Table } from './table.ts';

const KEPT_DAYS = 2;
const DAY_SECONDS = 24 * 60 * 60;

/** Whether whoever asks is the first to do a thing on this day, by UTC. */
export function claimDay(table: Table, what: string, nowMs: number): Promise<boolean> {
  const day = new Date(nowMs).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const expiresAt = Math.floor(nowMs / 1000) + KEPT_DAYS * DAY_SECONDS;
  return wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...dayKey(what, day), ...stamp('day'), expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
}
