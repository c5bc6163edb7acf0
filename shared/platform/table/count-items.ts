import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from './failures.ts';
import { getItem } from './get-items.ts';
import { readItem, stamp } from './item.ts';
import type { Key } from './key.ts';
import { updateExpression } from './update-expression.ts';
import type { Table } from './table.ts';

/** One change of the counts of a session or group, as one stream record tells it. */
export interface CountRecord {
  /** The counts of one shard. */
  key: Key;
  /** The record's place in its stream, a decimal of up to 40 digits. */
  sequence: string;
  /** What is to be added to each count. */
  change: Record<string, number>;
}

const SEQUENCE_DIGITS = 40;
const CountsItem = z.object({ lastSequence: z.string() });

/**
 * Adds the changes of one key to its counts, each once however often it comes: the counts and the last sequence number
 * stand in one item and are written together. Records of one shard come in order.
 */
export async function applyCounts(table: Table, records: CountRecord[]): Promise<void> {
  const first = records[0];
  if (!first) return;
  for (;;) {
    const item = await getItem(table, first.key);
    const seen = item ? readItem(CountsItem, 'counts', item).lastSequence : '';
    const fresh = records.filter((record) => padded(record.sequence) > seen);
    if (fresh.length === 0 || (await addCounts(table, first.key, fresh, seen))) return;
  }
}

async function addCounts(table: Table, key: Key, fresh: CountRecord[], seen: string): Promise<boolean> {
  const sums: Record<string, number> = {};
  for (const { change } of fresh)
    for (const [name, amount] of Object.entries(change)) sums[name] = (sums[name] ?? 0) + amount;
  const update = updateExpression({
    set: {
      ...stamp('counts'),
      lastSequence: fresh.map((record) => padded(record.sequence)).reduce((a, b) => (a > b ? a : b)),
    },
    increase: sums,
  });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: key,
        ...update,
        ConditionExpression: seen === '' ? 'attribute_not_exists(pk)' : '#u_lastSequence = :seen',
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...(seen !== '' && { ':seen': seen }),
        },
      }),
    ),
  );
}

const padded = (sequence: string): string => sequence.padStart(SEQUENCE_DIGITS, '0');
