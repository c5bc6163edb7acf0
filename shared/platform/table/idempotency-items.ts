import { stamp } from './item.ts';
import { idempotencyKey } from './idempotency-keys.ts';
import type { TransactItem } from './transact.ts';
import type { Table } from './table.ts';

/** An `Idempotency-Key` that a client used: its promise that two posts with this key are the same post. */
export interface IdempotencyRecord {
  eventId: string;
  keyHash: string;
  bodyHash: string;
  /** Seconds since the epoch. */
  expiresAt: number;
}

/** The write that claims the key; refused, with the item in the way, when the key was used before. */
export function idempotencyPut(table: Table, record: IdempotencyRecord): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...idempotencyKey(record.eventId, record.keyHash),
        ...stamp('idempotency'),
        bodyHash: record.bodyHash,
        expiresAt: record.expiresAt,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}
