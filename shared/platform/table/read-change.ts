import type { AttributeValue as StoredValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';

/** One change of the table, as the stream tells it. */
export interface TableChange {
  sequence: string;
  /** When it was written, by the table's clock: seconds since the epoch. */
  at?: number;
  before?: Record<string, unknown> | undefined;
  after?: Record<string, unknown> | undefined;
}

/** A stream record in plain values. */
export function readChange(record: DynamoDBRecord): TableChange {
  return {
    sequence: record.dynamodb?.SequenceNumber ?? '',
    at: Math.floor(record.dynamodb?.ApproximateCreationDateTime ?? 0),
    before: readImage(record.dynamodb?.OldImage),
    after: readImage(record.dynamodb?.NewImage),
  };
}

function readImage(image: Record<string, AttributeValue> | undefined): Record<string, unknown> | undefined {
  return (
    image &&
    unmarshall(Object.fromEntries(Object.entries(image).map(([name, value]) => [name, stored(value)])))
  );
}

/** The two type packages write the same JSON, but for binary values, which come as base64 text. */
function stored(value: AttributeValue): StoredValue {
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  if (value.NULL !== undefined) return { NULL: true };
  if (value.SS !== undefined) return { SS: value.SS };
  if (value.NS !== undefined) return { NS: value.NS };
  if (value.L !== undefined) return { L: value.L.map(stored) };
  if (value.M !== undefined)
    return { M: Object.fromEntries(Object.entries(value.M).map(([name, part]) => [name, stored(part)])) };
  if (value.B !== undefined) return { B: Buffer.from(value.B, 'base64') };
  throw new Error('A stream record holds a set of binary values.');
}
