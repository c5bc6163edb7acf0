import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { recogniseOwnWrites } from './own-writes.ts';
import type { Table } from './table.ts';

/** How often the SDK makes a call that gets no answer before it reports an error. */
const ATTEMPTS = 6;

/** The table, over one connection pool per function instance. `config`: where it is, if the environment does not say. */
export function openTable(name: string, config: DynamoDBClientConfig = {}): Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: ATTEMPTS, ...config }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  // It copies every answer for a logger that nobody gave.
  client.middlewareStack.remove('loggerMiddleware');
  recogniseOwnWrites(client);
  return { client, name };
}
