import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { mailboxKey } from './mail-keys.ts';

const Mailbox = z.object({
  /** Its holder wants no more of these mails. */
  stoppedAt: z.string().optional(),
  bouncedAt: z.string().optional(),
  complainedAt: z.string().optional(),
});

const KEPT_SECONDS = 3 * 366 * 24 * 3600;

/** Notes that mails for organizers go to an address, who need not be participants: from then on it is known what it allows. */
export async function keepMailbox(table: Table, addressId: string, now: string): Promise<void> {
  const expiresAt = Math.floor(Date.parse(now) / 1000) + KEPT_SECONDS;
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: mailboxKey(addressId),
      ...updateExpression({ set: { ...stamp('mailbox'), expiresAt } }),
    }),
  );
}

/** Records a word against such mails; the first one stands. Nothing where none go there. */
export async function stopMailbox(
  table: Table,
  addressId: string,
  word: keyof z.infer<typeof Mailbox>,
  at: string,
): Promise<void> {
  await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailboxKey(addressId),
        ...updateExpression({ set: stamp('mailbox'), keep: { [word]: at } }),
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ),
  );
}

/** Whether mails for organizers may go to an address, as far as is known of them. Consistent. */
export async function isMailboxOpen(table: Table, addressId: string): Promise<boolean> {
  const item = await getItem(table, mailboxKey(addressId));
  if (!item) return true;
  const { stoppedAt, bouncedAt, complainedAt } = readItem(Mailbox, 'mailbox', item);
  return (stoppedAt ?? bouncedAt ?? complainedAt) === undefined;
}
