import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { HandoverJob } from '../domain/run-job.ts';
import { readItem, stamp } from './item.ts';
import { runListKey, runsPartition } from './keys.ts';
import { queryPage } from './query-page.ts';
import type { Table } from './table.ts';

const RunEntry = z.object({ runId: z.string(), sessionId: z.string(), createdAt: z.string() });
export type RunEntry = z.infer<typeof RunEntry>;

/** Lists a run under its hand-over. Written before the run itself: an entry without a run shows nothing. */
export async function listRun(table: Table, job: HandoverJob): Promise<void> {
  const { ruleId, sessionId, dueAt } = job.fire;
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      // By the due time, which is the same at every fire: fired twice is listed once.
      Item: {
        ...runListKey(ruleId, dueAt, job.id),
        ...stamp('run'),
        runId: job.id,
        sessionId,
        createdAt: job.createdAt,
      },
    }),
  );
}

/** Runs of a hand-over, the latest due first. */
export async function listRuns(
  table: Table,
  ruleId: string,
  after: string | undefined,
  limit: number,
): Promise<{ runs: RunEntry[]; next?: string }> {
  const page = await queryPage(table, { partition: runsPartition(ruleId), after, limit, newestFirst: true });
  const last = page.items.at(-1);
  return {
    runs: page.items.map((item) => readItem(RunEntry, 'run', item)),
    ...(page.more && last && { next: String(last['sk']) }),
  };
}
