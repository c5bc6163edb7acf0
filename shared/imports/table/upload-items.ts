import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ImportOptions } from '../domain/import-options.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { uploadKey } from './import-keys.ts';
import type { Table } from '../../platform/table/table.ts';

/** The options that an upload link was made with: by whom, and what the import is to do. */
const Upload = z.object({ options: ImportOptions, createdBy: z.string(), asAdmin: z.boolean() });
type Upload = z.infer<typeof Upload>;

/** Keeps the options of a file that is about to come, until `expiresAt` (seconds). */
export async function putUpload(
  table: Table,
  objectKey: string,
  upload: Upload,
  expiresAt: number,
): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...uploadKey(objectKey), ...stamp('upload'), ...upload, expiresAt },
    }),
  );
}

/** The options that were given for a file; undefined for one that was put into the bucket without an upload link. */
export async function getUpload(table: Table, objectKey: string): Promise<Upload | undefined> {
  const item = await getItem(table, uploadKey(objectKey));
  return item && readItem(Upload, 'upload', item);
}
