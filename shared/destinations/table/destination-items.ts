import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { Destination } from '../domain/destination.ts';
import { destinationsPartition, systemKey } from './destination-keys.ts';

const read = (item: Record<string, unknown>): Destination => readItem(Destination, 'system', item);

/** Writes a new destination. */
export async function putDestination(table: Table, destination: Destination): Promise<void> {
  const Item = { ...systemKey(destination.id), ...stamp('system'), ...destination };
  const put = { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' };
  await table.client.send(new PutCommand(put));
}

/** A destination. Consistent. */
export async function getDestination(table: Table, id: string): Promise<Destination | undefined> {
  const item = await getItem(table, systemKey(id));
  return item && read(item);
}

/** Destinations in the order in which they were made; `after` is an id. */
export async function listDestinations(
  table: Table,
  after: string | undefined,
  limit: number,
): Promise<{ destinations: Destination[]; next?: string }> {
  const page = await queryPage(table, { partition: destinationsPartition, after, limit, consistent: true });
  const destinations = page.items.map(read);
  const last = destinations.at(-1);
  return { destinations, ...(page.more && last && { next: last.id }) };
}

/** Stores a changed destination, if nobody changed it since it was read. */
export async function saveDestination(
  table: Table,
  seen: Destination,
  next: Destination,
): Promise<Destination | undefined> {
  const { id: _id, createdAt: _createdAt, createdBy: _createdBy, tookAt: _tookAt, ...rest } = next;
  const set = { ...rest, version: seen.version + 1 };
  const optional = ['disabledSince', 'reason', 'secretChangedAt'] as const;
  const remove = optional.filter((name) => set[name] === undefined);
  const done = await update(table, seen.id, { set, remove }, '#u_version = :seen', { ':seen': seen.version });
  return done ? { ...next, version: set.version } : undefined;
}

/**
 * Switches a destination off, unless it is off already, or has been given another secret than the one that was refused.
 * Answers whether this did it.
 */
export function switchDestinationOff(
  table: Table,
  { id, secretRound }: Pick<Destination, 'id' | 'secretRound'>,
  { at, reason }: { at: string; reason: string },
): Promise<boolean> {
  const set = { enabled: false, disabledSince: at, reason };
  return update(
    table,
    id,
    { set, increase: { version: 1 }, keep: { secretRound } },
    'enabled = :on AND #u_secretRound = :round',
    { ':on': true, ':round': secretRound },
  );
}

/** Notes that the destination has taken somebody. */
export async function noteTaken(table: Table, id: string, at: string): Promise<void> {
  await update(table, id, { set: { tookAt: at } }, 'attribute_exists(pk)', {});
}

export async function deleteDestination(table: Table, id: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: systemKey(id) }));
}

function update(
  table: Table,
  id: string,
  patch: Parameters<typeof updateExpression>[0],
  condition: string,
  values: Record<string, unknown>,
): Promise<boolean> {
  const expression = updateExpression(patch);
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: systemKey(id),
        ...expression,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...expression.ExpressionAttributeValues, ...values },
      }),
    ),
  );
}
