import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expiryOf } from '../../platform/table/expiry.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { walkShards } from '../../platform/table/walk-shards.ts';
import type { ShardPlace } from '../../platform/values/shard-place.ts';
import { Presence } from '../domain/presence.ts';
import { presenceKey, presencePartition } from './attendance-keys.ts';

const readPresence = (item: Record<string, unknown>): Presence => readItem(Presence, 'presence', item);

/** Somebody's presence in a session. Consistent. */
export async function getPresence(
  table: Table,
  sessionId: string,
  participantId: string,
): Promise<Presence | undefined> {
  const item = await getItem(table, presenceKey(sessionId, participantId));
  return item && readPresence(item);
}

/** Writes somebody's presence if nobody wrote since it was read. It is short, and in no index: one write unit. */
export function savePresence(table: Table, sessionId: string, next: Presence, at: string): Promise<boolean> {
  return wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...presenceKey(sessionId, next.participantId),
          ...stamp('presence'),
          ...next,
          ...expiryOf(table, 'history', at),
        },
        ...(next.version === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: 'version = :before',
              ExpressionAttributeValues: { ':before': next.version - 1 },
            }),
      }),
    ),
  );
}

/** The presence of people after one and up to another, by person. Consistent. */
export async function presenceBetween(
  table: Table,
  sessionId: string,
  shard: number,
  { after, to }: { after: string | undefined; to: string | undefined },
): Promise<Map<string, Presence>> {
  const found = new Map<string, Presence>();
  for (let last: string | undefined = after ?? 'par_'; last !== undefined;) {
    const page: Awaited<ReturnType<typeof queryPage>> = await queryPage(table, {
      partition: presencePartition(sessionId, shard),
      after: last,
      to: to ?? '~',
      consistent: true,
    });
    for (const item of page.items) found.set(String(item['sk']), readPresence(item));
    last = page.more ? String(page.items.at(-1)?.['sk']) : undefined;
  }
  return found;
}

/** Everybody's presence in a shard, page by page. */
export async function* presenceIn(
  table: Table,
  sessionId: string,
  shard: number,
): AsyncGenerator<Presence[]> {
  for (let after: string | undefined, more = true; more;) {
    const page = await queryPage(table, { partition: presencePartition(sessionId, shard), after });
    yield page.items.map(readPresence);
    const last = page.items.at(-1);
    after = last && String(last['sk']);
    more = page.more && after !== undefined;
  }
}

/** One page of everybody's presence, shard by shard. */
export async function presencePage(
  table: Table,
  sessionId: string,
  place: ShardPlace,
  limit: number,
): Promise<{ present: Presence[]; next?: ShardPlace }> {
  const { items, ...rest } = await walkShards(
    table,
    (shard) => presencePartition(sessionId, shard),
    place,
    limit,
  );
  return { present: items.map(readPresence), ...rest };
}
