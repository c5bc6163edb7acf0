import { hashedId } from '../../platform/values/hashed-id.ts';
import type { BulkJob } from '../../bulk/domain/bulk-job.ts';
import { everybody, limitsAt, type Retention } from '../domain/retention.ts';
import { getJobCore } from '../../jobs/table/job-items.ts';
import { getRetention } from '../table/retention-items.ts';
import type { Table } from '../../platform/table/table.ts';
import { beginBulk, type BeginBulkDeps } from '../../bulk/usecases/begin-bulk.ts';

/** Begins a job that only counts whom the rules would erase now. */
export async function beginDryPurge(
  deps: BeginBulkDeps,
  rules: Pick<Retention, 'unseenMonths'>,
  createdBy: string,
): Promise<BulkJob> {
  const action = { type: 'purge', ...limitsAt(rules, deps.now()) } as const;
  const job = await beginBulk(deps, { action, selection: everybody, dryRun: true }, createdBy);
  if (!job) throw new Error('A new id was taken.');
  return job;
}

/** Begins the day's purge, once however often and by how many it is asked for. Answers whether it was begun now. */
export async function keepRetention(deps: { table: Table; now: () => number }): Promise<boolean> {
  const rules = await getRetention(deps.table);
  if (!rules.enabled) return false;
  const id = purgeIdOf(deps.now());
  if (await getJobCore(deps.table, id)) return false;
  const action = { type: 'purge', ...limitsAt(rules, deps.now()) } as const;
  const order = { action, selection: everybody, id };
  return (await beginBulk({ ...deps, random: noRandom }, order, 'system')) !== undefined;
}

/** The id of a day's purge, by the day in UTC. */
export function purgeIdOf(nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  return hashedId('blk', `purge\n${day}`);
}

/** Never called, since the id is given. */
function noRandom(): Uint8Array {
  throw new Error('Nothing here is random.');
}
