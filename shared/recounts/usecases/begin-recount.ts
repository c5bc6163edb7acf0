import { hashedId } from '../../platform/values/hashed-id.ts';
import { createJob, getJobCore } from '../../jobs/table/job-items.ts';
import { listDueRecounts } from '../../platform/table/counts/due-recounts.ts';
import type { Table } from '../../platform/table/table.ts';
import { newId } from '../../platform/values/ids.ts';
import { SHARDS } from '../../platform/values/shard.ts';
import type { RecountJob } from '../domain/recount-job.ts';

interface Deps {
  table: Table;
  now: () => number;
}

/** Begins a recount that somebody asked for. */
export async function beginRecount(
  { table, now, random }: Deps & { random: (bytes: number) => Uint8Array },
  scope: RecountJob['scope'],
  createdBy: string,
): Promise<RecountJob> {
  const job = newRecount(newId('rct', now(), random), scope, now(), createdBy);
  if (!(await createJob(table, job))) throw new Error('A new id was taken.');
  return job;
}

const FIVE_MINUTES = 5 * 60_000;
const DAY = 24 * 60 * 60_000;
/** Nightly means from 2:00 UTC on. */
const NIGHT = 2 * 60 * 60_000;

/**
 * Begins the recounts that are due: nightly one of all counts that moved since the last one, and every five minutes one of
 * those in doubt, if there are any. Once however often it is called. Answers how many began now.
 */
export async function takeUpRecounts({ table, now }: Deps): Promise<number> {
  const times = { daily: Math.floor((now() - NIGHT) / DAY), doubt: Math.floor(now() / FIVE_MINUTES) };
  let begun = 0;
  for (const due of ['daily', 'doubt'] as const) {
    const id = hashedId('rct', `${due}\n${times[due]}`);
    if ((await getJobCore(table, id)) || !(await isAnyDue(table, due))) continue;
    begun += Number(await createJob(table, newRecount(id, { due }, now(), 'system')));
  }
  return begun;
}

async function isAnyDue(table: Table, due: 'daily' | 'doubt'): Promise<boolean> {
  for (let shard = 0; shard < SHARDS; shard += 1)
    if ((await listDueRecounts(table, due, { shard }, 1)).due.length > 0) return true;
  return false;
}

const newRecount = (
  id: string,
  scope: RecountJob['scope'],
  nowMs: number,
  createdBy: string,
): RecountJob => ({
  kind: 'recount',
  id,
  scope,
  status: 'waiting',
  createdAt: new Date(nowMs).toISOString(),
  createdBy,
  version: 1,
  idleSlices: 0,
  cursor: { shard: 0 },
  counts: { recounted: 0, looked: 0, differed: 0, open: 0 },
});
