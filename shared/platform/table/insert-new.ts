import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import { saysNoRoom } from './failures.ts';
import { retryUnprocessed } from './retry-unprocessed.ts';
import type { Table } from './table.ts';

/** Statements that one BatchExecuteStatement takes. */
export const INSERT_BATCH = 25;

/** Whether a statement that failed with this code may work later. */
const mayPass = (code: string | undefined): boolean =>
  saysNoRoom(code) || code === 'InternalServerError' || code === 'TransactionConflict';

/**
 * Inserts up to 25 new items in one call; each fails alone if its key is taken. Answers those whose key was taken.
 * (BatchWriteItem would overwrite them.)
 */
export async function insertNew<T>(
  table: Table,
  entries: T[],
  itemOf: (entry: T) => Record<string, unknown>,
): Promise<T[]> {
  const taken: T[] = [];
  await retryUnprocessed(entries, async (batch) => {
    const Statements = batch.map((entry) => insertStatement(table, itemOf(entry)));
    const answer = await table.client.send(new BatchExecuteStatementCommand({ Statements }));
    return batch.filter((entry, index) => {
      const error = answer.Responses?.[index]?.Error;
      if (!error) return false;
      if (error.Code === 'DuplicateItem') taken.push(entry);
      else if (!mayPass(error.Code))
        throw new Error(`An insert failed: ${error.Code ?? 'unknown'} ${error.Message ?? ''}`);
      return error.Code !== 'DuplicateItem';
    });
  });
  return taken;
}

function insertStatement(table: Table, item: Record<string, unknown>) {
  const present = Object.entries(item).filter(([, value]) => value !== undefined);
  const value = present.map(([name]) => `'${name}': ?`).join(', ');
  return {
    Statement: `INSERT INTO "${table.name}" VALUE {${value}}`,
    Parameters: present.map(([, content]) => content),
  };
}
