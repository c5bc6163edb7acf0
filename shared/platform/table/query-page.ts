import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

type Item = Record<string, unknown>;

interface PageRequest {
  partition: string;
  /** Sort key (exclusive) to go on after. */
  after?: string | undefined;
  limit?: number;
  newestFirst?: boolean;
  /** Only sort keys from this one on (inclusive). */
  from?: string | undefined;
  /** With `from` or `after`: only sort keys up to this one (inclusive). */
  to?: string;
  prefix?: string;
  /** The attributes to read, if not all: saves sending and parsing them, but no read units. */
  attributes?: readonly string[];
  /** Sees what was written a moment ago. Costs twice as much; the index cannot do it. */
  consistent?: boolean;
}

/** One page of a partition of the base table; at most `limit` items or 1 MB. `more` tells whether there is a next one. */
export async function queryPage(
  table: Table,
  request: PageRequest,
): Promise<{ items: Item[]; more: boolean }> {
  return runQuery(table, request, 'pk', 'sk', {});
}

/** The same over the index. Its pages may lag a moment behind the table. */
export async function queryIndexPage(
  table: Table,
  request: PageRequest,
): Promise<{ items: Item[]; more: boolean }> {
  return runQuery(table, request, 'gsi1pk', 'gsi1sk', { IndexName: 'gsi1' });
}

/** The same over the second index, which shows of an item its kind and what it has `listed`. */
export async function queryListPage(
  table: Table,
  request: PageRequest,
): Promise<{ items: Item[]; more: boolean }> {
  return runQuery(table, request, 'gsi2pk', 'gsi2sk', { IndexName: 'gsi2' });
}

async function runQuery(
  table: Table,
  request: PageRequest,
  pk: string,
  sk: string,
  index: { IndexName?: string },
) {
  const range = rangeCondition(request);
  const projection = (request.attributes ?? []).map((name, index) => [`#a${index}`, name] as const);
  const answer = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      ...index,
      KeyConditionExpression: `#pk = :pk${range.expression}`,
      ...(projection.length > 0 && { ProjectionExpression: projection.map(([place]) => place).join(', ') }),
      ExpressionAttributeNames: {
        '#pk': pk,
        ...(range.expression !== '' && { '#sk': sk }),
        ...Object.fromEntries(projection),
      },
      ExpressionAttributeValues: { ':pk': request.partition, ...range.values },
      ScanIndexForward: !request.newestFirst,
      ...(request.consistent && { ConsistentRead: true }),
      ...(request.limit !== undefined && { Limit: request.limit }),
    }),
  );
  return { items: answer.Items ?? [], more: answer.LastEvaluatedKey !== undefined };
}

function rangeCondition(request: PageRequest): { expression: string; values: Record<string, string> } {
  if (request.to !== undefined) {
    // There is one condition on the sort key; NUL makes the smallest text behind the one to go on after.
    const from = request.after === undefined ? (request.from ?? ' ') : `${request.after}\u0000`;
    return {
      expression: ' AND #sk BETWEEN :sk AND :to',
      values: { ':sk': from, ':to': request.to },
    };
  }
  if (request.after !== undefined) {
    return {
      expression: ` AND #sk ${request.newestFirst ? '<' : '>'} :sk`,
      values: { ':sk': request.after },
    };
  }
  if (request.from !== undefined) return { expression: ' AND #sk >= :sk', values: { ':sk': request.from } };
  if (request.prefix !== undefined)
    return { expression: ' AND begins_with(#sk, :sk)', values: { ':sk': request.prefix } };
  return { expression: '', values: {} };
}
