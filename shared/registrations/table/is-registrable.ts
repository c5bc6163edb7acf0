import { participantKey } from '../../people/table/person-keys.ts';
import type { Table } from '../../platform/table/table.ts';
import type { TransactItem } from '../../platform/table/transact.ts';

/**
 * The condition that a person still exists, neither deleted nor blocked: a registration at the id of somebody who is gone
 * would never be moved or erased.
 */
export function isRegistrable(table: Table, participantId: string): TransactItem {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: participantKey(participantId),
      ConditionExpression:
        '#entity = :participant AND attribute_not_exists(#deletedAt) AND attribute_not_exists(#blockedAt)',
      ExpressionAttributeNames: { '#entity': 'entity', '#deletedAt': 'deletedAt', '#blockedAt': 'blockedAt' },
      ExpressionAttributeValues: { ':participant': 'participant' },
    },
  };
}
