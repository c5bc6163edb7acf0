import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import { peoplePartition } from '../../../shared/people/table/person-keys.ts';
import { SHARDS } from '../../../shared/platform/values/shard.ts';
import type { BenchCloud } from '../cloud/bench-cloud.ts';

/** A bare parallel `Query` of everybody: 16 shards at once, pages of 1 MB. */
export async function readRaw({
  dynamoDb,
  tableName,
}: BenchCloud): Promise<{ rows: number; perSecond: number }> {
  const begun = performance.now();
  let rows = 0;
  const readShard = async (shard: number): Promise<void> => {
    let from: QueryCommandOutput['LastEvaluatedKey'];
    do {
      const page: QueryCommandOutput = await dynamoDb.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: peoplePartition(shard) } },
          ExclusiveStartKey: from,
        }),
      );
      rows += page.Items?.length ?? 0;
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  };
  await Promise.all(Array.from({ length: SHARDS }, (_, shard) => readShard(shard)));
  return { rows, perSecond: rows / ((performance.now() - begun) / 1000) };
}
