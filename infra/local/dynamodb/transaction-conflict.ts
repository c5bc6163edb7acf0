import * as z from 'zod';
import { AwsError } from '../endpoint/aws-service.ts';
import { readJson } from '../endpoint/json-protocol.ts';
import { cancelTransaction } from './cancel-transaction.ts';

const message = 'Transaction is ongoing for the item';
const singleWrites = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const entries = z.looseObject({
  TransactItems: z.array(z.unknown()).optional(),
  TransactStatements: z.array(z.unknown()).optional(),
});

/** The error of a call whose item another transaction holds; undefined for calls that DynamoDB never answers so. */
export function conflictOf(operation: string, body: Buffer): (() => AwsError) | undefined {
  if (singleWrites.has(operation)) return () => new AwsError('TransactionConflictException', message);
  return operation.startsWith('Transact') || operation === 'ExecuteTransaction'
    ? () => cancelForConflict(body)
    : undefined;
}

function cancelForConflict(body: Buffer): AwsError {
  const { TransactItems, TransactStatements } = readJson(entries, body);
  const count = (TransactItems ?? TransactStatements ?? []).length;
  return cancelTransaction(
    Array.from({ length: count }, (_, index) =>
      index === 0 ? { Code: 'TransactionConflict', Message: message } : undefined,
    ),
  );
}
