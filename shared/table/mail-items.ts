import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, itemInTheWay } from './failures.ts';
import { readItem, stamp } from './item.ts';
import { mailKey } from './keys.ts';
import { updateExpression } from './update-expression.ts';
import type { Table } from './table.ts';

const MailEntry = z.object({ state: z.enum(['claimed', 'sent']), leaseUntil: z.string() });

/** Answer to a claim: `ours` (send it now), `sent` (somebody did), `busy` (somebody is at it). */
export type MailClaim = 'ours' | 'sent' | 'busy';

export interface MailRecipient {
  participantId: string;
  eventId: string;
}

/**
 * Claims a mail in the ledger before it is sent. A claim whose lease ran out is taken over:
 * its holder died, and a mail that may be doubled is better than a confirmation that never comes.
 */
export async function claimMail(
  table: Table,
  messageId: string,
  recipient: MailRecipient,
  times: { now: string; leaseUntil: string },
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
        ConditionExpression: 'attribute_not_exists(pk) OR (#u_state = :u_state AND #u_leaseUntil < :now)',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':now': times.now },
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

/** Records that the provider took the mail. */
export async function recordMailSent(
  table: Table,
  messageId: string,
  sent: { at: string; providerId: string },
): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: table.name,
      Key: mailKey(messageId),
      ...updateExpression({ set: { state: 'sent', sentAt: sent.at, providerId: sent.providerId } }),
    }),
  );
}
