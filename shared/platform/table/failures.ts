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

/**
 * Whether a transaction was cancelled because another one, or its own first attempt, was at work on one of its items. The
 * SDK does not try again by itself.
 */
export function isTransactionConflict(error: unknown): boolean {
  if (error instanceof TransactionInProgressException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).some(
    (reason) =>
      reason.Code === 'TransactionConflict' ||
      reason.Code === 'ThrottlingError' ||
      reason.Code === 'ProvisionedThroughputExceeded',
  );
}

/** Whether a write was refused because its item would become larger than an item may be. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && /item size/i.test(error.message);
