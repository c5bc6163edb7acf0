import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readItem, stamp } from './item.ts';
import { faultKey, faultLine, faultsPartition, SHARDS } from './keys.ts';
import { queryPage } from './query-page.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';

/** A row that was not taken, with its cells as they stood in the file. */
export const ImportFault = z.object({
  line: z.number(),
  column: z.number().optional(),
  columnName: z.string().optional(),
  code: z.string(),
  message: z.string(),
  value: z.string().optional(),
  cells: z.array(z.string()),
});
export type ImportFault = z.infer<typeof ImportFault>;

const BATCH_WRITE = 25;
const AT_ONCE = 8;

/** Keeps faults until `expiresAt` (seconds). Written once per line: doing it again changes nothing. */
export async function putFaults(
  table: Table,
  importId: string,
  faults: ImportFault[],
  expiresAt: number,
): Promise<void> {
  const batches = Array.from({ length: Math.ceil(faults.length / BATCH_WRITE) }, (_, index) =>
    faults.slice(index * BATCH_WRITE, (index + 1) * BATCH_WRITE),
  );
  const write = (batch: ImportFault[]) =>
    retryUnprocessed(
      batch.map((fault) => ({
        PutRequest: { Item: { ...faultKey(importId, fault.line), ...stamp('fault'), ...fault, expiresAt } },
      })),
      async (requests) => {
        const answer = await table.client.send(
          new BatchWriteCommand({ RequestItems: { [table.name]: requests } }),
        );
        const left = answer.UnprocessedItems?.[table.name] ?? [];
        return left.flatMap((request) =>
          requests.filter((sent) => sent.PutRequest.Item['sk'] === request.PutRequest?.Item?.['sk']),
        );
      },
    );
  for (let start = 0; start < batches.length; start += AT_ONCE) {
    await Promise.all(batches.slice(start, start + AT_ONCE).map(write));
  }
}

/** Faults in the order of the file, after the given line. */
export async function listFaults(
  table: Table,
  importId: string,
  afterLine: number,
  limit: number,
): Promise<ImportFault[]> {
  const pages = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryPage(table, { partition: faultsPartition(importId, shard), after: faultLine(afterLine), limit }),
    ),
  );
  return pages
    .flatMap((page) => page.items.map((item) => readItem(ImportFault, 'fault', item)))
    .sort((a, b) => a.line - b.line)
    .slice(0, limit);
}
