import type { ExportJob, ExportRequest } from '../domain/export-job.ts';
import { newId } from '../domain/ids.ts';
import { createJob } from '../table/job-items.ts';
import type { Table } from '../table/table.ts';

export interface ExportDeps {
  table: Table;
  now: () => number;
  random: (bytes: number) => Uint8Array;
}

/** Records what is to be exported; the work starts from the table. */
export async function beginExport(
  deps: ExportDeps,
  asked: ExportRequest,
  createdBy: string,
): Promise<ExportJob> {
  const id = newId('exp', deps.now(), deps.random);
  const status = asked.filter?.status;
  const job: ExportJob = {
    kind: 'export',
    id,
    status: 'waiting',
    createdAt: new Date(deps.now()).toISOString(),
    createdBy,
    version: 1,
    idleSlices: 0,
    statuses: typeof status === 'string' ? [status] : status,
    delimiter: asked.delimiter,
    rows: 0,
    cursor: { shard: 0 },
    key: `exports/${id}/participants.csv`,
  };
  await createJob(deps.table, job);
  return job;
}
