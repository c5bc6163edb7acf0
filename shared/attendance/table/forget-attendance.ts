import { deleteItems } from '../../platform/table/delete-items.ts';
import { keyOf } from '../../platform/table/key.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { shardOf } from '../../platform/values/shard.ts';
import { attendedPartition, presenceKey } from './attendance-keys.ts';

/** Removes when somebody was in a session, by whatever source. */
export async function forgetAttendance(
  table: Table,
  sessionId: string,
  participantId: string,
): Promise<void> {
  const { items } = await queryPage(table, {
    partition: attendedPartition(sessionId, shardOf(participantId)),
    prefix: `${participantId}#`,
    consistent: true,
  });
  await deleteItems(table, [...items.map(keyOf), presenceKey(sessionId, participantId)]);
}
