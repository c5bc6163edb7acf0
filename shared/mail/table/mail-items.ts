import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, itemInTheWay, wasWritten } from '../../platform/table/failures.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { mailKey, unresolvedMailKey, personMailKey } from './mail-keys.ts';
import { resolveMail, toldOfPerson } from './unresolved-mails.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Patch } from '../../platform/values/patch.ts';
import type { Table } from '../../platform/table/table.ts';

/**
 * `claimed`: somebody is sending it, or died at it. `released`: not sent, may be claimed again. At the end a mail of a run
 * is `sent`, `refused` (the provider wants it never) or `unknown` (nobody will ever tell). `moved`: the registration became
 * part of another one, under whose key the mail goes on.
 */
const MailState = z.enum(['claimed', 'released', 'sent', 'refused', 'unknown', 'moved']);
const MailEntry = z.object({
  state: MailState,
  runId: z.string().optional(),
  participantId: z.string().optional(),
});
export type MailEntry = z.infer<typeof MailEntry>;

/** Answer to a claim: `ours` (send it now), or what stands in the way. */
export type MailClaim = 'ours' | 'claimed' | 'sent' | 'refused' | 'unknown' | 'moved';

export interface LedgerMail {
  participantId: string;
  /** None for a mailing. */
  eventId?: string;
  /**
   * The run that the mail belongs to. Its mails are sent once at most: a claim stays until it is told what became of it,
   * and is found by `openMails`. A mail without a run may repeat: a claim whose lease ran out is taken over, since its
   * holder died, and a mail that may be doubled is better than a confirmation that never comes.
   */
  runId?: string;
  /** Of a reminder: which of its mails it is, for the history. */
  template?: string;
}

/** Claims a mail in the ledger before it is sent. */
export async function claimMail(
  table: Table,
  messageId: string,
  mail: LedgerMail,
  times: { now: string; leaseUntil: string },
): Promise<MailClaim> {
  const { leaseUntil } = times;
  const isOnce = mail.runId !== undefined;
  const told = personMailKey(mail.participantId, times.now, messageId);
  const update = updateExpression({
    set: {
      ...stamp('mail'),
      ...mail,
      state: 'claimed',
      leaseUntil,
      toldPk: told.gsi1pk,
      toldSk: told.gsi1sk,
      ...(isOnce && unresolvedMailKey(mail.participantId, leaseUntil, messageId)),
    },
  });
  const takenOver = isOnce ? '' : ' OR (#u_state = :u_state AND #u_leaseUntil < :now)';
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailKey(messageId),
        ...update,
        ConditionExpression: `attribute_not_exists(pk) OR #u_state = :released${takenOver}`,
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':released': 'released',
          ...(!isOnce && { ':now': times.now }),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'ours';
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = itemInTheWay(error);
    const state = found && readItem(MailEntry, 'mail', found).state;
    return state === undefined || state === 'released' ? 'claimed' : state;
  }
}

/** Gives a claim back: the provider said no for now, so nothing was sent and somebody may try again. */
export async function releaseMail(table: Table, messageId: string): Promise<void> {
  await endClaim(table, messageId, { set: { state: 'released' }, remove: ['gsi1pk', 'gsi1sk'] });
}

/** Records that the provider does not take this mail, now or later. */
export async function recordMailRefused(table: Table, messageId: string, at: string): Promise<void> {
  await endClaim(table, messageId, { set: { state: 'refused', settledAt: at }, copy: toldOfPerson });
}

async function endClaim(table: Table, messageId: string, patch: Patch): Promise<void> {
  await wasWritten(
    table.client.send(
      new UpdateCommand(patchOf(table, messageId, patch, '#u_state = :claimed', { ':claimed': 'claimed' })),
    ),
  );
}

/**
 * Records that the provider took the mail; told by its answer, or later by its event, also when the mail had been given
 * up as `unknown`. Mails that are not in the ledger stay out of it. Answers what was known of the mail before.
 */
export async function recordMailSent(
  table: Table,
  messageId: string,
  sent: { at: string; providerId: string },
): Promise<MailEntry | undefined> {
  const set = { state: 'sent', sentAt: sent.at, providerId: sent.providerId };
  const values = { ':unknown': 'unknown' };
  const condition = 'attribute_exists(pk) AND #u_state <> :unknown';
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({
        ...patchOf(table, messageId, { set, copy: toldOfPerson }, condition, values),
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return Attributes && readItem(MailEntry, 'mail', Attributes);
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = itemInTheWay(error);
    const entry = found && readItem(MailEntry, 'mail', found);
    if (entry?.runId === undefined) return entry;
    const { runId } = entry;
    await resolveMail(table, { messageId, runId, from: 'unknown', set, unknown: -1 });
    return entry;
  }
}

function patchOf(
  table: Table,
  messageId: string,
  patch: Patch,
  condition: string,
  values: Record<string, string>,
) {
  const update = updateExpression(patch);
  return {
    TableName: table.name,
    Key: mailKey(messageId),
    ...update,
    ConditionExpression: condition,
    ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ...values },
  };
}
