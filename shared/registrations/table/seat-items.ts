import type { TransactItem } from '../../platform/table/transact.ts';
import { stamp } from '../../platform/table/item.ts';
import { seatsKey } from './registration-keys.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** Takes one of so many seats; refused when none is left. */
export function takeSeat(table: Table, sessionId: string, capacity: number): TransactItem {
  const update = updateExpression({ set: stamp('seats'), increase: { taken: 1 } });
  return {
    Update: {
      TableName: table.name,
      Key: seatsKey(sessionId),
      ...update,
      ConditionExpression: 'attribute_not_exists(#u_taken) OR #u_taken < :capacity',
      ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':capacity': capacity },
    },
  };
}

/** Gives a seat back. */
export function freeSeat(table: Table, sessionId: string): TransactItem {
  return {
    Update: {
      TableName: table.name,
      Key: seatsKey(sessionId),
      ...updateExpression({ increase: { taken: -1 } }),
    },
  };
}
