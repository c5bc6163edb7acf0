import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { FiredRun } from '../../rules/domain/rule-run.ts';
import { readItem, stamp } from '../../platform/table/item.ts';
import { handoverKey, handoverPartition, runListKey, runsPartition } from './handover-keys.ts';
import { expiryOf } from '../../platform/table/expiry.ts';
import { queryPage } from '../../platform/table/query-page.ts';
import type { Table } from '../../platform/table/table.ts';

const RunEntry = z.object({ runId: z.string(), sessionId: z.string(), createdAt: z.string() });
export type RunEntry = z.infer<typeof RunEntry>;
const HandoverEntry = z.object({ eventId: z.string() });

/** Lists a run under its hand-over. Written before the run itself: an entry without a run shows nothing. */
export async function listRun(table: Table, job: FiredRun): Promise<void> {
  const { eventId, createdAt, id: runId } = job;
  const { ruleId, sessionId, dueAt } = job.fire;
  const put = (item: Record<string, unknown>) =>
    table.client.send(
      new PutCommand({ TableName: table.name, Item: { ...item, ...expiryOf(table, 'job', createdAt) } }),
    );
  await put({ ...handoverKey(ruleId, eventId), ...stamp('handover'), eventId });
  // By the due time, which is the same at every fire: fired twice is listed once.
  await put({ ...runListKey(eventId, ruleId, dueAt, runId), ...stamp('run'), runId, sessionId, createdAt });
}

/** Events in which a hand-over of this id has had runs: organizers may give the same id in several. At most `limit`. */
export async function eventsOfHandover(table: Table, ruleId: string, limit: number): Promise<string[]> {
  const page = await queryPage(table, { partition: handoverPartition(ruleId), limit });
  return page.items.map((item) => readItem(HandoverEntry, 'handover', item).eventId);
}

/** Runs of a hand-over of an event, the latest due first. */
export async function listRuns(
  table: Table,
  handover: { eventId: string; ruleId: string },
  after: string | undefined,
  limit: number,
): Promise<{ runs: RunEntry[]; next?: string }> {
  const partition = runsPartition(handover.eventId, handover.ruleId);
  const page = await queryPage(table, { partition, after, limit, newestFirst: true });
  const last = page.items.at(-1);
  return {
    runs: page.items.map((item) => readItem(RunEntry, 'run', item)),
    ...(page.more && last && { next: String(last['sk']) }),
  };
}
