import { type AttributeValue, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { BenchCloud } from '../cloud/bench-cloud.ts';

const BATCH = 25;
const AT_ONCE = 16;

/** A bare `BatchWriteItem` loop: 16 at once, 25 items each. Answers items per second. */
export async function writeRaw(
  { dynamoDb, tableName }: BenchCloud,
  items: Record<string, AttributeValue>[],
): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const batch = items.slice(next, next + BATCH);
      next += BATCH;
      const requests = batch.map((Item) => ({ PutRequest: { Item } }));
      const answer = await dynamoDb.send(
        new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }),
      );
      if (Object.keys(answer.UnprocessedItems ?? {}).length > 0) throw new Error('Items were left undone.');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return items.length / ((performance.now() - begun) / 1000);
}
