import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionInProgressException,
  type CancellationReason,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** Whether a single conditional write was refused by its condition. */
export function isConditionFailure(error: unknown): error is ConditionalCheckFailedException {
  return error instanceof ConditionalCheckFailedException;
}

/** Waits for a single conditional write; false when its condition refused it. */
export async function wasWritten(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** The item that a conditional write was refused for, if the write asked for it (`ALL_OLD`). */
export function itemInTheWay(
  error: ConditionalCheckFailedException | CancellationReason,
): Record<string, unknown> | undefined {
  return error.Item ? unmarshall(error.Item) : undefined;
}

/** Which writes of a transaction failed by their condition; undefined when it failed for another reason. */
export function failedConditions(
  error: unknown,
): { index: number; item?: Record<string, unknown> | undefined }[] | undefined {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const failed = (error.CancellationReasons ?? []).flatMap((reason, index) =>
    reason.Code === 'ConditionalCheckFailed' ? [{ index, item: itemInTheWay(reason) }] : [],
  );
  return failed.length > 0 ? failed : undefined;
}

/** Whether the name of an error, or the code of an entry that was left undone, says that DynamoDB had no room for it. */
export const saysNoRoom = (code: string | undefined): boolean =>
  /throttl|throughput|limitexceeded/i.test(code ?? '');

/** Whether a request was refused because there was no room for it, or for one write of its transaction. */
export function isForLackOfRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
  return saysNoRoom(error.name) || reasons.some(({ Code }) => saysNoRoom(Code));
}

/**
 * Whether a transaction was cancelled because another one, or its own first attempt, was at work on one of its items, or
 * because there was no room for one of its writes. The SDK does not try again by itself.
 */
export function isTransactionConflict(error: unknown): boolean {
  if (error instanceof TransactionInProgressException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).some(
    ({ Code }) => Code === 'TransactionConflict' || saysNoRoom(Code),
  );
}

/** Whether a write was refused because its item would become larger than an item may be. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && /item size/i.test(error.message);
