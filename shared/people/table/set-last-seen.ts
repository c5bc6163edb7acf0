import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { wasWritten } from '../../platform/table/failures.ts';
import type { Table } from '../../platform/table/table.ts';
import { participantKey } from './person-keys.ts';

/**
 * Sets when the person was last seen, never to an earlier moment. Nothing compares this value, so the version stays;
 * whoever was erased stays erased.
 */
export async function setLastSeen(table: Table, participantId: string, at: string): Promise<void> {
  await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: participantKey(participantId),
        UpdateExpression: 'SET lastSeenAt = :at',
        ConditionExpression:
          'entity = :participant AND attribute_exists(createdAt) AND (attribute_not_exists(lastSeenAt) OR lastSeenAt < :at)',
        ExpressionAttributeValues: { ':at': at, ':participant': 'participant' },
      }),
    ),
  );
}
