import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { BenchCloud } from '../cloud/bench-cloud.ts';

const AT_ONCE = 16;
/** Writes that a reminder or a delivery cannot do without: the claim and the record of it. */
const WRITES_EACH = 2;
export const bareUpdates = `bare ${WRITES_EACH} UpdateItem each`;

/** The bare writes of so many people's reminders or deliveries, 16 at once; answers people per second. */
export async function timeUpdates(
  { dynamoDb, tableName }: BenchCloud,
  tag: string,
  count: number,
): Promise<number> {
  const begun = performance.now();
  const people = Array.from({ length: count }, (_, index) => index).values();
  const worker = async (): Promise<void> => {
    for (const index of people) {
      for (let write = 0; write < WRITES_EACH; write += 1) {
        await dynamoDb.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: marshall({ pk: `BENCH#${tag}#${index}`, sk: 'BENCH' }),
            UpdateExpression: 'SET entity = :entity, writes = :writes',
            ExpressionAttributeValues: marshall({ ':entity': 'bench', ':writes': write }),
          }),
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return count / ((performance.now() - begun) / 1000);
}
