import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readItem, stamp } from './item.ts';
import { mailCountsKey, mailPartKey } from './keys.ts';
import { transact } from './transact.ts';
import { updateExpression } from './update-expression.ts';
import type { Table } from './table.ts';

/** What became of a mailing's mails so far. `unknown`: their sender died, and nobody has told whether they went out. */
export const MailCounts = z.object({
  sent: z.number().default(0),
  notWanted: z.number().default(0),
  refused: z.number().default(0),
  unknown: z.number().default(0),
});
export type MailCounts = z.infer<typeof MailCounts>;

/** Adds what became of one message's mails, once however often it comes; it is known by its first recipient. */
export async function countMails(
  table: Table,
  { jobId, firstId, expiresAt }: { jobId: string; firstId: string; expiresAt: number },
  counts: MailCounts,
): Promise<void> {
  await transact(table, [
    {
      Put: {
        TableName: table.name,
        Item: { ...mailPartKey(jobId, firstId), ...stamp('mail-part'), expiresAt },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Update: {
        TableName: table.name,
        Key: mailCountsKey(jobId),
        ...updateExpression({ set: stamp('mail-counts'), increase: { ...counts } }),
      },
    },
  ]);
}

export async function getMailCounts(table: Table, jobId: string): Promise<MailCounts> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: mailCountsKey(jobId), ConsistentRead: true }),
  );
  return Item ? readItem(MailCounts, 'mail-counts', Item) : MailCounts.parse({});
}
