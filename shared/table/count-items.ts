import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from './failures.ts';
import { readItem, stamp } from './item.ts';
import { countsKey } from './keys.ts';
import { updateExpression } from './update-expression.ts';
import type { Table } from './table.ts';

/** One change of a session's counts, as one stream record tells it. */
export interface CountRecord {
  sessionId: string;
  shard: number;
  /** The record's place in its stream, a decimal of up to 40 digits. */
  sequence: string;
  registered: number;
  waitlisted: number;
}

const SEQUENCE_DIGITS = 40;
const CountsItem = z.object({ lastSequence: z.string() });

/**
 * Applies the records of one session and shard, each once however often it comes: the counts and the last sequence
 * number stand in one item and are written together. Records of one shard come in order.
 */
export async function applyCounts(table: Table, records: CountRecord[]): Promise<void> {
  const first = records[0];
  if (!first) return;
  for (;;) {
    const key = countsKey(first.sessionId, first.shard);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
    );
    const seen = Item ? readItem(CountsItem, 'counts', Item).lastSequence : '';
    const fresh = records.filter((record) => padded(record.sequence) > seen);
    if (fresh.length === 0 || (await addCounts(table, first, fresh, seen))) return;
  }
}

async function addCounts(
  table: Table,
  place: CountRecord,
  fresh: CountRecord[],
  seen: string,
): Promise<boolean> {
  const sum = (part: 'registered' | 'waitlisted') => fresh.reduce((total, record) => total + record[part], 0);
  const update = updateExpression({
    set: {
      ...stamp('counts'),
      lastSequence: fresh.map((record) => padded(record.sequence)).reduce((a, b) => (a > b ? a : b)),
    },
    increase: { registered: sum('registered'), waitlisted: sum('waitlisted') },
  });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: countsKey(place.sessionId, place.shard),
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
