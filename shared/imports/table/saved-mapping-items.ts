import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { SavedMapping } from '../domain/saved-mapping.ts';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { savedMappingKey, savedMappingsPartition } from './import-keys.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

const read = (item: Record<string, unknown>): SavedMapping => readItem(SavedMapping, 'saved-mapping', item);

export async function putSavedMapping(table: Table, saved: SavedMapping): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...savedMappingKey(saved.id), ...stamp('saved-mapping'), ...saved },
    }),
  );
}

export async function getSavedMapping(table: Table, mappingId: string): Promise<SavedMapping | undefined> {
  const item = await getItem(table, savedMappingKey(mappingId));
  return item && read(item);
}

/** Saved mappings, newest first; `after` is the last one's id. */
export async function listSavedMappings(
  table: Table,
  after: string | undefined,
  limit: number,
): Promise<{ mappings: SavedMapping[]; next?: string }> {
  const page = await queryPage(table, { partition: savedMappingsPartition, after, limit, newestFirst: true });
  const mappings = page.items.map(read);
  const last = mappings.at(-1);
  return { mappings, ...(page.more && last && { next: last.id }) };
}

/** False when there is none of this id. */
export async function deleteSavedMapping(table: Table, mappingId: string): Promise<boolean> {
  return wasWritten(
    table.client.send(
      new DeleteCommand({
        TableName: table.name,
        Key: savedMappingKey(mappingId),
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ),
  );
}
