import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/platform/table/table.ts';

/** Takes everything away, page by page: what looks at everything there is would look at the tests before. */
export async function wipeTable({ client, name }: Table): Promise<void> {
  for (;;) {
    const { Items = [] } = await client.send(
      new ScanCommand({ TableName: name, ProjectionExpression: 'pk, sk', ConsistentRead: true }),
    );
    if (Items.length === 0) return;
    for (let start = 0; start < Items.length; start += 25) {
      const requests = Items.slice(start, start + 25).map((Key) => ({ DeleteRequest: { Key } }));
      await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests } }));
    }
  }
}
