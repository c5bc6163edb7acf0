import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, itemInTheWay, wasWritten } from './failures.ts';
import { readItem, stamp } from './item.ts';
import { mailKey } from './keys.ts';
import { updateExpression } from './update-expression.ts';
import type { Table } from './table.ts';

const MailEntry = z.object({ state: z.enum(['claimed', 'sent', 'released']), leaseUntil: z.string() });

/** Answer to a claim: `ours` (send it now), `sent` (somebody did), `busy` (somebody is at it). */
export type MailClaim = 'ours' | 'sent' | 'busy';

export interface MailRecipient {
  participantId: string;
  eventId: string;
}

/**
 * Claims a mail in the ledger before it is sent. With `takeOver`, a claim whose lease ran out is taken over: its holder
 * died, and a mail that may be doubled is better than a confirmation that never comes. Without, it stays for ever:
 * a reminder that may have been sent is not sent again; the provider's events tell what became of it.
 */
export async function claimMail(
  table: Table,
  messageId: string,
  recipient: MailRecipient,
  times: { now: string; leaseUntil: string },
  takeOver = true,
): Promise<MailClaim> {
  const update = updateExpression({
    set: { ...stamp('mail'), ...recipient, state: 'claimed', leaseUntil: times.leaseUntil },
  });
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailKey(messageId),
        ...update,
        ConditionExpression: `attribute_not_exists(pk) OR #u_state = :released${takeOver ? ' OR (#u_state = :u_state AND #u_leaseUntil < :now)' : ''}`,
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':released': 'released',
          ...(takeOver && { ':now': times.now }),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'ours';
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = itemInTheWay(error);
    return found && readItem(MailEntry, 'mail', found).state === 'sent' ? 'sent' : 'busy';
  }
}

/** Gives a claim back: the provider said no, so nothing was sent and somebody may try again. */
export async function releaseMail(table: Table, messageId: string): Promise<void> {
  await setState(table, messageId, { state: 'released' }, '#u_state = :claimed', { ':claimed': 'claimed' });
}

/** Records that the provider took the mail; told by its answer, or later by its event. Unknown mails stay unknown. */
export async function recordMailSent(
  table: Table,
  messageId: string,
  sent: { at: string; providerId: string },
): Promise<void> {
  await setState(
    table,
    messageId,
    { state: 'sent', sentAt: sent.at, providerId: sent.providerId },
    'attribute_exists(pk)',
    {},
  );
}

async function setState(
  table: Table,
  messageId: string,
  set: Record<string, string>,
  condition: string,
  values: Record<string, string>,
): Promise<void> {
  const update = updateExpression({ set });
  await wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailKey(messageId),
        ...update,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ...values },
      }),
    ),
  );
}
