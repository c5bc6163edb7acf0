import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { turnsKey } from './destination-keys.ts';

const Turns = z.object({ freeAt: z.number() });
/** Pages of runs that may ask in the same moment. */
const ATTEMPTS = 50;

/**
 * Takes turns at a destination for several people: answers when the first may be handed over, in milliseconds; each has
 * `everyMs` to itself. Turns that nobody uses in the end are lost, which costs time and nothing else.
 */
export async function takeTurns(
  table: Table,
  id: string,
  { people, everyMs, nowMs }: { people: number; everyMs: number; nowMs: number },
): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const item = await getItem(table, turnsKey(id));
    const seen = item && readItem(Turns, 'turns', item).freeAt;
    const first = Math.max(seen ?? 0, nowMs);
    const freeAt = Math.ceil(first + people * everyMs);
    if (await moveOn(table, id, seen, freeAt)) return first;
  }
  throw new Error(`The turns of ${id} are taken faster than they can be given.`);
}

function moveOn(table: Table, id: string, seen: number | undefined, freeAt: number): Promise<boolean> {
  const update = updateExpression({ set: { ...stamp('turns'), freeAt } });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: turnsKey(id),
        ...update,
        ConditionExpression: seen === undefined ? 'attribute_not_exists(pk)' : '#u_freeAt = :seen',
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...(seen !== undefined && { ':seen': seen }),
        },
      }),
    ),
  );
}
