import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { isConditionFailure, itemInTheWay, wasWritten } from '../../platform/table/failures.ts';
import { getItem } from '../../platform/table/get-items.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import type { Table } from '../../platform/table/table.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import { CLOCK_SKEW_MS } from '../../platform/values/clocks.ts';
import type { MailQuota, RateWindow } from '../domain/mail-rate.ts';
import { mailQuotaKey, mailTurnsKey } from './mail-keys.ts';

const Turns = z.object({ taken: z.number() });
const KEPT_SECONDS = 3_600;

/** Turns in one window that a sender took: `count` of them, from the number `first` on. */
export interface LeasedTurns {
  first: number;
  count: number;
}

/**
 * Takes up to `wanted` turns of a window, of which `most` may be taken in all. One write for all of them; a lost answer loses
 * them, which is turns unused and never one used twice.
 */
export async function leaseTurns(
  table: Table,
  window: RateWindow,
  { wanted, most }: { wanted: number; most: number },
): Promise<LeasedTurns> {
  const full = { first: most, count: 0 };
  if (wanted <= 0) return full;
  const all = await takeTurns(table, window, wanted, most);
  if (all.done) return { first: all.taken - wanted, count: wanted };
  const left = most - all.taken;
  if (left <= 0) return full;
  const rest = await takeTurns(table, window, left, most);
  return rest.done ? { first: rest.taken - left, count: left } : full;
}

async function takeTurns(
  table: Table,
  { startsAt }: RateWindow,
  count: number,
  most: number,
): Promise<{ done: boolean; taken: number }> {
  const expiresAt = Math.floor(startsAt / 1_000) + KEPT_SECONDS;
  const update = updateExpression({
    set: { ...stamp('mail-turns'), expiresAt },
    increase: { taken: count },
  });
  try {
    const { Attributes } = await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailTurnsKey(startsAt),
        ...update,
        ConditionExpression: 'attribute_not_exists(#u_taken) OR #u_taken <= :room',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':room': most - count },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { done: true, taken: Turns.parse(Attributes).taken };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const found = itemInTheWay(error);
    return { done: false, taken: found ? Turns.parse(found).taken : most };
  }
}

const Quota = z.object({
  perSecond: z.number(),
  perDay: z.number(),
  sentToday: z.number(),
  /** Milliseconds since the epoch. */
  readAt: z.number(),
});
export type StoredQuota = z.infer<typeof Quota>;

/** The quota as one of the senders read it last. */
export async function getMailQuota(table: Table): Promise<StoredQuota | undefined> {
  const item = await getItem(table, mailQuotaKey);
  const read = item && readItem(Quota.partial(), 'mail-quota', item);
  return Quota.safeParse(read).data;
}

export async function putMailQuota(table: Table, quota: MailQuota, readAt: number): Promise<void> {
  const Item = { ...mailQuotaKey, ...stamp('mail-quota'), ...quota, readAt, askedAt: readAt };
  await table.client.send(new PutCommand({ TableName: table.name, Item }));
}

/** Whether it is this sender who asks the provider now: nobody has since `before`. The provider answers one question a second. */
export function claimQuotaQuestion(table: Table, at: number, before: number): Promise<boolean> {
  const update = updateExpression({ set: { ...stamp('mail-quota'), askedAt: at } });
  return wasWritten(
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: mailQuotaKey,
        ...update,
        // A clock that was ahead must not keep everybody from asking.
        ConditionExpression:
          'attribute_not_exists(#u_askedAt) OR #u_askedAt < :before OR #u_askedAt > :ahead',
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ':before': before,
          ':ahead': at + CLOCK_SKEW_MS,
        },
      }),
    ),
  );
}
