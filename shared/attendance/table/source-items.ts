import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expiryOf } from '../../platform/table/expiry.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import type { Table } from '../../platform/table/table.ts';
import { AttendanceSource } from '../domain/attended.ts';
import type { JudgementJob } from '../domain/judgement-job.ts';
import { attendancePartition, sourceKey, sourcePrefix } from './attendance-keys.ts';
import { judgementWrites } from './turn-items.ts';

const readSource = (item: Record<string, unknown>): AttendanceSource =>
  readItem(AttendanceSource, 'attendance-source', item);

const itemOf = (table: Table, source: AttendanceSource) => ({
  ...sourceKey(source.sessionId, source.id),
  ...stamp('attendance-source'),
  ...source,
  ...expiryOf(table, 'history', source.at),
});

/** Writes a new source; false when it is there already. */
export function createSource(table: Table, source: AttendanceSource): Promise<boolean> {
  return wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: itemOf(table, source),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    ),
  );
}

/** Writes the next state of a source together with the judgement that it makes due; false when somebody was quicker. */
export async function changeSource(
  table: Table,
  before: AttendanceSource,
  next: AttendanceSource,
  judgement: JudgementJob,
): Promise<boolean> {
  const write: TransactItem = {
    Put: {
      TableName: table.name,
      Item: itemOf(table, { ...next, version: before.version + 1 }),
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': before.version },
    },
  };
  return (await transact(table, [write, ...judgementWrites(table, judgement)])).done;
}

export async function getSource(
  table: Table,
  sessionId: string,
  sourceId: string,
): Promise<AttendanceSource | undefined> {
  const item = await getItem(table, sourceKey(sessionId, sourceId));
  return item && readSource(item);
}

/** All sources of a session, also those that were taken back. Consistent. */
export async function listSources(table: Table, sessionId: string): Promise<AttendanceSource[]> {
  const { items } = await queryPage(table, {
    partition: attendancePartition(sessionId),
    prefix: sourcePrefix,
    consistent: true,
  });
  return items.map(readSource);
}
