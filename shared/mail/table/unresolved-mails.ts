import * as z from 'zod';
import { readItem } from '../../platform/table/item.ts';
import { jobKey } from '../../jobs/table/job-keys.ts';
import { mailKey, unresolvedMailsPartition } from './mail-keys.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import { queryIndexPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';
import { transact } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';

const UnresolvedMail = z.object({ runId: z.string(), leaseUntil: z.string(), gsi1sk: z.string() });

/** A mail of a run that was claimed and whose outcome nobody has recorded. */
export interface OpenMail {
  messageId: string;
  runId: string;
}

/** Mails whose claim's lease ended before the given instant, the oldest first; at most `limit` a shard. */
export async function unresolvedMails(table: Table, before: string, limit: number): Promise<OpenMail[]> {
  const pages = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryIndexPage(table, { partition: unresolvedMailsPartition(shard), limit }),
    ),
  );
  return pages
    .flatMap((page) => page.items.map((item) => readItem(UnresolvedMail, 'mail', item)))
    .filter(({ leaseUntil }) => leaseUntil < before)
    .map(({ runId, leaseUntil, gsi1sk }) => ({ runId, messageId: gsi1sk.slice(leaseUntil.length + 1) }));
}

/** Gives up a mail as `unknown` and counts it in its run, once; false when its outcome was recorded meanwhile. */
export async function resolveAsUnknown(
  table: Table,
  { messageId, runId }: OpenMail,
  at: string,
): Promise<boolean> {
  const set = { state: 'unknown', settledAt: at };
  return resolveMail(table, { messageId, runId, from: 'claimed', set, unknown: 1 });
}

/** The index keys under which a mail is listed with its person once its outcome is known. */
export const personIndexNames = { gsi1pk: 'toldPk', gsi1sk: 'toldSk' };

/**
 * Changes the state of a mail and its run's count of unknown mails together. The run's version is raised too, so that a
 * slice which is under way does not overwrite the count.
 */
export async function resolveMail(
  table: Table,
  change: { messageId: string; runId: string; from: string; set: Record<string, string>; unknown: number },
): Promise<boolean> {
  const update = updateExpression({ set: change.set, copy: personIndexNames });
  const outcome = await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: mailKey(change.messageId),
        ...update,
        ConditionExpression: '#u_state = :from',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':from': change.from },
      },
    },
    {
      Update: {
        TableName: table.name,
        Key: jobKey(change.runId),
        UpdateExpression:
          'SET #counts.#unknown = if_not_exists(#counts.#unknown, :zero) + :change, #version = #version + :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#counts': 'counts', '#unknown': 'unknown', '#version': 'version' },
        ExpressionAttributeValues: { ':zero': 0, ':change': change.unknown, ':one': 1 },
      },
    },
  ]);
  if (!outcome.done && outcome.refused.every(({ index }) => index === 1))
    throw new Error(`The run ${change.runId} of a mail is gone.`);
  return outcome.done;
}
