import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

export interface CopyOrder {
  /** A table that was restored beside the one in use. */
  from: string;
  /** The table of the stack. */
  to: string;
  /** Only these kinds of items; all where none is named. */
  entities?: readonly string[];
  /** Only counts what is missing. */
  dryRun?: boolean;
}

/** Of each kind of item, how many were missing (and are copied, unless it was a dry run), and how many were there. */
export type CopyCounts = Record<string, { missing: number; there: number }>;

const AT_ONCE = 16;

/**
 * The ledger of mails comes first: what is copied passes through the stream like any write, and a mail that the ledger knows is
 * not sent again.
 */
const passes = ['begins_with(pk, :mail)', 'NOT begins_with(pk, :mail)'];

/**
 * Copies what is missing from one table into another, item by item, each on the condition that nothing stands there: what was
 * written since the moment of the restore stays, above all what people said of mail. Expired items stay away. Again = the same.
 */
export async function copyMissing(
  client: DynamoDBClient,
  order: CopyOrder,
  nowMs = Date.now(),
): Promise<CopyCounts> {
  const counts: CopyCounts = {};
  for (const pass of passes)
    for await (const page of pagesOf(client, order.from, pass)) {
      const meant = page.filter((item) => isMeant(order, item) && !isExpired(item, nowMs));
      for (let start = 0; start < meant.length; start += AT_ONCE)
        await Promise.all(
          meant.slice(start, start + AT_ONCE).map(async (item) => {
            const count = (counts[entityOf(item)] ??= { missing: 0, there: 0 });
            count[(await isMissing(client, order, item)) ? 'missing' : 'there'] += 1;
          }),
        );
    }
  return counts;
}

async function* pagesOf(client: DynamoDBClient, table: string, filter: string): AsyncGenerator<Item[]> {
  for (let after: Item | undefined, isMore = true; isMore; isMore = after !== undefined) {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ExclusiveStartKey: after,
        FilterExpression: filter,
        ExpressionAttributeValues: { ':mail': { S: 'MAIL#' } },
      }),
    );
    yield page.Items ?? [];
    after = page.LastEvaluatedKey;
  }
}

const entityOf = ({ entity }: Item): string => entity?.S ?? 'unknown';
const isMeant = ({ entities = [] }: CopyOrder, item: Item): boolean =>
  entities.length === 0 || entities.includes(entityOf(item));
const isExpired = ({ expiresAt }: Item, nowMs: number): boolean =>
  expiresAt?.N !== undefined && Number(expiresAt.N) * 1000 < nowMs;

/** Whether the item was missing; it is there afterwards, unless this is a dry run. */
async function isMissing(client: DynamoDBClient, { to, dryRun }: CopyOrder, item: Item): Promise<boolean> {
  const { pk, sk } = item;
  if (pk === undefined || sk === undefined) throw new Error('An item of the restored table has no key.');
  if (dryRun === true) {
    const found = await client.send(
      new GetItemCommand({ TableName: to, Key: { pk, sk }, ProjectionExpression: 'pk' }),
    );
    return found.Item === undefined;
  }
  try {
    await client.send(
      new PutItemCommand({ TableName: to, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
