import type { ImportJob } from '../domain/import-job.ts';
import { faultListOf } from '../domain/import-job.ts';
import { NamedPeople } from '../domain/named-people.ts';
import { listFaults } from '../table/fault-items.ts';
import type { ImportContext } from './import-context.ts';
import { keysOf, readRows, type RowPlan } from './import-rows.ts';
import { readImport } from './source/import-source.ts';

const FAULTS_AT_ONCE = 1_000;

/**
 * Finds out whom the rows before the job's cursor named: the worker that did those rows knew it, and is gone. Only the file
 * is read again, no people. Rows that were not taken named nobody.
 */
export async function rereadNamedPeople(
  context: Pick<ImportContext, 'table' | 'imports'>,
  job: ImportJob,
  plan: RowPlan,
): Promise<NamedPeople> {
  const named = new NamedPeople();
  const { firstRow, cursor } = job;
  if (!firstRow || firstRow.offset >= cursor.offset) return named;
  const refused = await refusedLines(context, job);
  for await (const batch of readImport(context, job, plan.dialect, firstRow)) {
    const before = batch.filter(({ record }) => record < cursor.record);
    for (const row of readRows(plan, before).rows) {
      if (!refused.has(row.line)) named.add(keysOf(row), row.line);
    }
    if (before.length < batch.length) break;
  }
  return named;
}

async function refusedLines(
  { table }: Pick<ImportContext, 'table'>,
  job: ImportJob,
): Promise<ReadonlySet<number>> {
  const lines = new Set<number>();
  let afterLine = 0;
  for (let more = true; more;) {
    const page = await listFaults(table, faultListOf(job), afterLine, FAULTS_AT_ONCE);
    for (const { line } of page.faults) lines.add(line);
    afterLine = page.faults.at(-1)?.line ?? afterLine;
    more = page.more && page.faults.length > 0;
  }
  return lines;
}
