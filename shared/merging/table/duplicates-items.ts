import { DuplicatesGroup } from '../domain/duplicates-job.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { duplicatesKey, duplicatesPartition } from './duplicates-keys.ts';
import { putItems } from '../../platform/table/put-items.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * Stores the groups that a job found, in their order, until `expiresAt` (seconds). Doing it twice changes nothing more.
 */
export async function putDuplicates(
  table: Table,
  jobId: string,
  groups: DuplicatesGroup[],
  expiresAt: number,
): Promise<void> {
  await putItems(
    table,
    groups.map((group, index) => ({
      ...duplicatesKey(jobId, index),
      ...stamp('duplicates'),
      ...group,
      expiresAt,
    })),
  );
}

/** One page of the groups, the strongest reasons first; `after` is the last one's place. */
export async function listDuplicates(
  table: Table,
  jobId: string,
  after: string | undefined,
  limit: number,
): Promise<{ groups: DuplicatesGroup[]; next?: string }> {
  const page = await queryPage(table, { partition: duplicatesPartition(jobId), after, limit });
  const last = page.items.at(-1);
  return {
    groups: page.items.map((item) => readItem(DuplicatesGroup, 'duplicates', item)),
    ...(page.more && last && { next: String(last['sk']) }),
  };
}
