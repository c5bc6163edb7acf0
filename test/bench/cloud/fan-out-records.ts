import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Delivery, webhookIdOf } from '../../../shared/handovers/domain/delivery.ts';
import type { BenchCloud } from './bench-cloud.ts';

/** What the table says of mails and deliveries. */
export interface FanOutRecords {
  /** State of the ledger -> entries. */
  mails: Record<string, number>;
  /** Status -> deliveries. */
  deliveries: Record<string, number>;
  /** The webhook-ids of those that were delivered. */
  deliveredIds: Set<string>;
}

/** Reads the whole table, as the operator. */
export async function readFanOutRecords({ dynamoDb, tableName }: BenchCloud): Promise<FanOutRecords> {
  const records: FanOutRecords = { mails: {}, deliveries: {}, deliveredIds: new Set() };
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamoDb.send(
      new ScanCommand({
        TableName: tableName,
        ExclusiveStartKey: from,
        FilterExpression: 'entity IN (:mail, :delivery)',
        ExpressionAttributeValues: { ':mail': { S: 'mail' }, ':delivery': { S: 'delivery' } },
      }),
    );
    for (const item of page.Items ?? []) add(records, unmarshall(item));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return records;
}

function add(records: FanOutRecords, item: Record<string, unknown>): void {
  if (item['entity'] === 'mail') {
    raise(records.mails, String(item['state']));
    return;
  }
  const delivery = Delivery.parse(item);
  raise(records.deliveries, delivery.status);
  if (delivery.status === 'delivered') records.deliveredIds.add(webhookIdOf(delivery));
}

function raise(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
