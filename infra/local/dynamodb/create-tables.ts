import * as z from 'zod';
import { AwsError } from '../endpoint/aws-service.ts';
import type { TableDefinition } from '../seams/ports.ts';
import { type DynamoDbLink, dynamoDbTarget } from './dynamodb-link.ts';
import { LocalCloudError } from '../seams/local-cloud-error.ts';

const description = z.object({
  Table: z.object({
    KeySchema: z.array(z.object({ AttributeName: z.string() })),
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string() })).default([]),
    StreamSpecification: z.object({ StreamViewType: z.string().optional() }).optional(),
  }),
});

/** Makes the tables of the template that are missing; a table that no longer fits the template is an error. */
export async function createTables(link: DynamoDbLink, tables: TableDefinition[]): Promise<void> {
  for (const table of tables) {
    const existing = await describe(link, table.name);
    if (existing === undefined) await create(link, table);
    else if (shapeOf(existing) !== wantedShape(table)) {
      throw new LocalCloudError(
        `The table ${table.name} has other keys, indexes or stream than the template says. Start with --fresh to make it anew.`,
      );
    }
  }
}

async function describe(link: DynamoDbLink, name: string): Promise<z.output<typeof description> | undefined> {
  try {
    return description.parse(await link.call(`${dynamoDbTarget}.DescribeTable`, { TableName: name }));
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function shapeOf({ Table }: z.output<typeof description>): string {
  const keys = Table.KeySchema.map((key) => key.AttributeName);
  const indexes = Table.GlobalSecondaryIndexes.map((index) => index.IndexName).sort();
  return JSON.stringify([keys, indexes, Table.StreamSpecification?.StreamViewType]);
}

function wantedShape(table: TableDefinition): string {
  const keys = table.keySchema.map((key) => key.AttributeName);
  const indexes = table.indexes.map((index) => index.IndexName).sort();
  return JSON.stringify([keys, indexes, table.streamView]);
}

async function create(link: DynamoDbLink, table: TableDefinition): Promise<void> {
  await link.call(`${dynamoDbTarget}.CreateTable`, {
    TableName: table.name,
    KeySchema: table.keySchema,
    AttributeDefinitions: table.attributes,
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.indexes.length > 0 && { GlobalSecondaryIndexes: table.indexes }),
    ...(table.streamView && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamView },
    }),
  });
  if (table.ttlAttribute === undefined) return;
  await link.call(`${dynamoDbTarget}.UpdateTimeToLive`, {
    TableName: table.name,
    TimeToLiveSpecification: { AttributeName: table.ttlAttribute, Enabled: true },
  });
}
