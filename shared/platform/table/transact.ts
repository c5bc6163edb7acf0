import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { failedConditions, isTransactionConflict } from './failures.ts';
import type { Table } from './table.ts';

/** One write of a transaction. */
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const ATTEMPTS = 8;
const FIRST_WAIT_MS = 10;

/** Why a transaction was refused: the position of each refused write and the item it met. */
export type TransactOutcome =
  | { done: true }
  | { done: false; refused: { index: number; item?: Record<string, unknown> | undefined }[] };

/**
 * Writes all or nothing. Conflicts with other transactions are tried again with jitter; refused conditions
 * are an answer, not an error. All attempts carry one token: when the answer to one is lost, the next finds it done.
 */
export async function transact(table: Table, items: TransactItem[]): Promise<TransactOutcome> {
  const ClientRequestToken = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken }));
      return { done: true };
    } catch (error) {
      const refused = failedConditions(error);
      if (refused) return { done: false, refused };
      if (!isTransactionConflict(error) || attempt === ATTEMPTS) throw error;
      await delay(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
    }
  }
}
