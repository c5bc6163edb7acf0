import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Retention } from '../domain/retention.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { retentionKey } from './privacy-keys.ts';
import type { Table } from '../../platform/table/table.ts';

const StoredRetention = z.object({ ...Retention.shape, version: z.number() });
export type StoredRetention = z.infer<typeof StoredRetention>;

/** The rules of retention; switched off, of version 0, until somebody sets them. */
export async function getRetention(table: Table): Promise<StoredRetention> {
  const item = await getItem(table, retentionKey);
  return item ? readItem(StoredRetention, 'retention', item) : { enabled: false, version: 0 };
}

/** Replaces the rules as they were read; undefined when somebody else was quicker. */
export async function putRetention(
  table: Table,
  read: StoredRetention,
  rules: Retention,
): Promise<StoredRetention | undefined> {
  const next = { ...rules, version: read.version + 1 };
  const written = await wasWritten(
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...retentionKey, ...stamp('retention'), ...next },
        ConditionExpression: read.version === 0 ? 'attribute_not_exists(pk)' : '#version = :read',
        ...(read.version > 0 && {
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':read': read.version },
        }),
      }),
    ),
  );
  return written ? next : undefined;
}
