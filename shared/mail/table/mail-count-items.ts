import * as z from 'zod';
import { readItem, stamp } from '../../platform/table/item.ts';
import { mailCountsKey, mailCountsPartition, mailCountsPrefix, mailPartKey } from './mail-keys.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import { transact, type TransactItem } from '../../platform/table/transact.ts';
import { updateExpression } from '../../platform/table/update-expression.ts';
import type { Table } from '../../platform/table/table.ts';

/** The outcomes of a mailing's mails so far. `unknown`: their sender died, and nobody knows whether they were sent. */
export const MailCounts = z.object({
  sent: z.number().default(0),
  notWanted: z.number().default(0),
  refused: z.number().default(0),
  unknown: z.number().default(0),
  /** Still queued when somebody cancelled the mailing. */
  stopped: z.number().default(0),
});
export type MailCounts = z.infer<typeof MailCounts>;

/** Of a run only this is counted: mails that were dropped, because a change or the time had overtaken them. */
const Stale = z.object({ stale: z.number().default(0) });

/** The outcome of one mail. `key` tells it from the other mails of its mailing. */
export interface MailFateCount {
  key: string;
  column: keyof MailCounts | 'stale';
}

const Part = z.object({ column: z.string() });

/** Adds the outcomes of some mails (at most 99), each once, however often and together with whichever others it comes. */
export async function countMails(
  table: Table,
  { jobId, expiresAt }: { jobId: string; expiresAt: number },
  fates: MailFateCount[],
): Promise<void> {
  let open = [...new Map(fates.map((fate) => [fate.key, fate])).values()];
  while (open.length > 0) {
    const outcome = await transact(table, [
      ...open.map((fate) => partPut(table, jobId, fate, expiresAt)),
      countsUpdate(table, jobId, open[0]?.key ?? '', increaseOf(open)),
    ]);
    if (outcome.done) return;
    const told = new Map(outcome.refused.map(({ index, item }) => [index, item]));
    const late = open.filter(({ column }, index) => column === 'sent' && wasUnknown(told.get(index)));
    for (const { key } of late) await countAsSent(table, jobId, key);
    open = open.filter((_, index) => !told.has(index));
  }
}

/** A mail that was counted as unknown was sent after all; changes nothing for any other. */
export async function countAsSent(table: Table, jobId: string, key: string): Promise<void> {
  const update = updateExpression({ set: { column: 'sent' } });
  await transact(table, [
    {
      Update: {
        TableName: table.name,
        Key: mailPartKey(jobId, key),
        ...update,
        ConditionExpression: '#u_column = :unknown',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':unknown': 'unknown' },
      },
    },
    countsUpdate(table, jobId, key, { sent: 1, unknown: -1 }),
  ]);
}

const wasUnknown = (item: Record<string, unknown> | undefined): boolean =>
  item !== undefined && readItem(Part, 'mail-part', item).column === 'unknown';

const partPut = (
  table: Table,
  jobId: string,
  { key, column }: MailFateCount,
  expiresAt: number,
): TransactItem => ({
  Put: {
    TableName: table.name,
    Item: { ...mailPartKey(jobId, key), ...stamp('mail-part'), column, expiresAt },
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Messages of a mailing count in 16 places: in one, each would wait for the others' transactions. */
const countsUpdate = (
  table: Table,
  jobId: string,
  mail: string,
  increase: Record<string, number>,
): TransactItem => ({
  Update: {
    TableName: table.name,
    Key: mailCountsKey(jobId, mail),
    ...updateExpression({ set: stamp('mail-counts'), increase }),
  },
});

/** Adds up the outcomes. */
export const tallyOf = (fates: MailFateCount[]): MailCounts => MailCounts.parse(increaseOf(fates));

function increaseOf(fates: MailFateCount[]): Record<string, number> {
  const increase: Record<string, number> = {};
  for (const { column } of fates) increase[column] = (increase[column] ?? 0) + 1;
  return increase;
}

/** How many mails of a run were dropped. */
export async function getStaleCount(table: Table, runId: string): Promise<number> {
  const items = await countItems(table, runId);
  return items.reduce((sum, item) => sum + readItem(Stale, 'mail-counts', item).stale, 0);
}

export async function getMailCounts(table: Table, jobId: string): Promise<MailCounts> {
  const sum = MailCounts.parse({});
  for (const item of await countItems(table, jobId)) {
    const part = readItem(MailCounts, 'mail-counts', item);
    for (const column of MailCounts.keyof().options) sum[column] += part[column];
  }
  return sum;
}

async function countItems(table: Table, jobId: string): Promise<Record<string, unknown>[]> {
  const request = { partition: mailCountsPartition(jobId), prefix: mailCountsPrefix, consistent: true };
  return (await queryPage(table, request)).items;
}
