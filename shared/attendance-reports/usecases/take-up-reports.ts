import { getJobCore } from '../../jobs/table/job-items.ts';
import type { FileStore } from '../../platform/object-store/file-store.ts';
import { listFiles } from '../../platform/object-store/read-file.ts';
import type { Table } from '../../platform/table/table.ts';
import { SWEEP_HORIZON_MS, SWEEP_PATIENCE_MS } from '../../platform/values/sweep-times.ts';
import { beginReport, REPORT_PREFIX, reportImportIdOf } from './begin-report.ts';

/** Begins the imports of reports that lie in the bucket and were never announced. Answers how many. */
export async function takeUpReports(deps: {
  table: Table;
  imports: FileStore;
  now: () => number;
}): Promise<number> {
  let taken = 0;
  for await (const { modifiedAt, ...facts } of listFiles(deps.imports, REPORT_PREFIX)) {
    const age = deps.now() - modifiedAt.getTime();
    if (age < SWEEP_PATIENCE_MS || age > SWEEP_HORIZON_MS) continue;
    const file = { ...facts, bucket: deps.imports.bucket };
    if (await getJobCore(deps.table, reportImportIdOf(file))) continue;
    if ((await beginReport(deps, file, 'sweeper')) === 'begun') taken += 1;
  }
  return taken;
}
