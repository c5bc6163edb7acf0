import type { Table } from '../../platform/table/table.ts';
import { inParallel } from '../../platform/values/in-parallel.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { Delivery } from '../domain/delivery.ts';
import { countDeliveries, type RunCounts } from '../domain/run-counts.ts';
import { listOutcomes } from '../table/delivery-items.ts';

/** Of each shard, so many are looked at while somebody waits: 160,000 in all. */
const MOST_A_SHARD = 10_000;

/** What became of a run's deliveries; `complete`: whether all were looked at. */
export async function countRun(table: Table, runId: string): Promise<RunCounts & { complete: boolean }> {
  const found: Pick<Delivery, 'status' | 'undecidedUntil' | 'dueAt' | 'finishedAt' | 'round'>[] = [];
  let complete = true;
  const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
  await inParallel(shards, SHARDS, async (shard) => {
    const { outcomes, more } = await listOutcomes(table, runId, shard, MOST_A_SHARD);
    found.push(...outcomes);
    complete &&= !more;
  });
  return { ...countDeliveries(found), complete };
}
