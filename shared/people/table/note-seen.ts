import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { wasWritten } from '../../platform/table/failures.ts';
import type { Table } from '../../platform/table/table.ts';
import { participantKey } from './person-keys.ts';

/**
 * Moves the moment at which the person was last seen, never backwards. It changes nothing that anybody compares, so
 * the version stays; whoever was erased stays so.
 */
export async function noteSeen(table: Table, participantId: string, at: string): Promise<void> {
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
