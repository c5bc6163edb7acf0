import type { Session } from '../../events/domain/session.ts';
import { getItems } from '../../platform/table/get-items.ts';
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

type Room = Pick<Session, 'id' | 'capacity'>;

/** Ids of the sessions that have no free seat, as they stand now. Only those with a capacity are looked at. */
export async function fullSessions(table: Table, sessions: readonly Room[]): Promise<Set<string>> {
  const limited = sessions.filter(({ capacity }) => capacity !== undefined);
  if (limited.length === 0) return new Set();
  const items = await getItems(
    table,
    limited.map(({ id }) => seatsKey(id)),
  );
  const taken = new Map(items.map((item) => [String(item['pk']), Number(item['taken'] ?? 0)]));
  const isFull = ({ id, capacity = Infinity }: Room) => (taken.get(seatsKey(id).pk) ?? 0) >= capacity;
  return new Set(limited.filter(isFull).map(({ id }) => id));
}
