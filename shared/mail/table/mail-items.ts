import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, itemInTheWay, wasWritten } from '../../platform/table/failures.ts';
import { getItem, getItems } from '../../platform/table/get-items.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { claimEnd, overdueClaim } from './mail-claims.ts';
import { mailKey, unresolvedMailKey, personMailKey } from './mail-keys.ts';
import { resolveMail, personIndexNames } from './unresolved-mails.ts';
import { retryUnanswered } from '../../platform/table/retry-unanswered.ts';
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

/** The answer to a claim: `ours` (send it now), or what prevents it. */
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
  /** The template of a reminder, for the history. */
  template?: string;
}

/** The owner of a claim, a new name for each attempt to send, and when they claim. */
export interface Claimant {
  owner: string;
  nowMs: number;
}

/**
 * Claims a mail in the ledger before it is sent. An owner who asks again still has it: so a lost answer is asked for again
 * until it comes, rather than leave a mail claimed that nobody sends.
 */
export function claimMail(
  table: Table,
  messageId: string,
  mail: LedgerMail,
  claimant: Claimant,
): Promise<MailClaim> {
  return retryUnanswered(() => tryClaim(table, messageId, mail, claimant));
}

async function tryClaim(
  table: Table,
  messageId: string,
  mail: LedgerMail,
  { owner, nowMs }: Claimant,
): Promise<MailClaim> {
  const now = new Date(nowMs).toISOString();
  const leaseUntil = claimEnd(nowMs);
  const isOnce = mail.runId !== undefined;
  const told = personMailKey(mail.participantId, now, messageId);
  const update = updateExpression({
    set: {
      ...stamp('mail'),
      ...mail,
      ...expiryOf(table, 'mail', now),
      state: 'claimed',
      owner,
      leaseUntil,
      toldPk: told.gsi1pk,
      toldSk: told.gsi1sk,
      ...(isOnce && unresolvedMailKey(mail.participantId, leaseUntil, messageId)),
    },
  });
  const over = overdueClaim(nowMs);
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailKey(messageId),
        ...update,
        ConditionExpression: `attribute_not_exists(pk) OR #u_state = :released OR (#u_state = :u_state AND (#u_owner = :u_owner${isOnce ? '' : ` OR ${over.condition}`}))`,
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':released': 'released',
          ...(!isOnce && over.values),
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

/** Those of the mails of which the ledger has an entry, whatever became of them. Any number of different ones; consistent. */
export const findKnownMails = (table: Table, messageIds: string[]): Promise<Set<string>> =>
  whichMails(table, messageIds, () => true);

/** Those of the mails that went out, or may have, or never will: all but those that were given back or never begun. */
export const findEndedMails = (table: Table, messageIds: string[]): Promise<Set<string>> =>
  whichMails(table, messageIds, ({ state }) => state !== 'released');

async function whichMails(
  table: Table,
  messageIds: string[],
  isMeant: (entry: MailEntry) => boolean,
): Promise<Set<string>> {
  const items = await getItems(table, messageIds.map(mailKey));
  const meant = items.filter((item) => isMeant(readItem(MailEntry, 'mail', item)));
  const prefix = mailKey('').pk;
  return new Set(meant.map((item) => String(item['pk']).slice(prefix.length)));
}

/** Whether the ledger says that the mail was sent. Consistent. */
export async function isMailSent(table: Table, messageId: string): Promise<boolean> {
  const item = await getItem(table, mailKey(messageId));
  return item !== undefined && readItem(MailEntry, 'mail', item).state === 'sent';
}

/** Gives a claim back: the provider refused for now, so nothing was sent and somebody may try again. */
export async function releaseMail(table: Table, messageId: string, owner: string): Promise<void> {
  await endClaim(table, messageId, owner, { set: { state: 'released' }, remove: ['gsi1pk', 'gsi1sk'] });
}

/** Records that the provider does not take this mail, now or later. */
export async function recordMailRefused(
  table: Table,
  messageId: string,
  { owner, at }: { owner: string; at: string },
): Promise<void> {
  await endClaim(table, messageId, owner, {
    set: { state: 'refused', settledAt: at },
    copy: personIndexNames,
  });
}

/** Only for its owner: after a lost answer it may be somebody else's by now. */
async function endClaim(table: Table, messageId: string, owner: string, patch: Patch): Promise<void> {
  const input = patchOf(table, messageId, patch, '#u_state = :claimed AND #owner = :owner', {
    ':claimed': 'claimed',
    ':owner': owner,
  });
  const ExpressionAttributeNames = { ...input.ExpressionAttributeNames, '#owner': 'owner' };
  const write = new UpdateCommand({ ...input, ExpressionAttributeNames });
  await retryUnanswered(() => wasWritten(table.client.send(write)));
}

/**
 * Records that the provider took the mail; told by its answer, or later by its event, also when the mail had been given
 * up as `unknown`. Its `subject`, which only the sender knows, is kept as it was sent. Mails that are not in the ledger stay out of it. Answers what was known of the mail before.
 */
export async function recordMailSent(
  table: Table,
  messageId: string,
  sent: { at: string; providerId: string; subject?: string },
): Promise<MailEntry | undefined> {
  const { at, ...told } = sent;
  const set = { state: 'sent', sentAt: at, ...told };
  const values = { ':unknown': 'unknown' };
  const condition = 'attribute_exists(pk) AND #u_state <> :unknown';
  try {
    const { Attributes, $metadata } = await table.client.send(
      new UpdateCommand({
        ...patchOf(table, messageId, { set, copy: personIndexNames }, condition, values),
        ReturnValues: 'ALL_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    const entry = Attributes && readItem(MailEntry, 'mail', Attributes);
    // What stood there before this very write is gone with its lost answer; it was not sent, or nobody knew.
    const isRepeat = ($metadata.attempts ?? 1) > 1 && Attributes?.['sentAt'] === sent.at;
    return entry && isRepeat ? { ...entry, state: 'claimed' } : entry;
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
