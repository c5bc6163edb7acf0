import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The one table. Everything else in this folder takes it as its first argument. */
export interface Table {
  client: DynamoDBDocumentClient;
  name: string;
}
